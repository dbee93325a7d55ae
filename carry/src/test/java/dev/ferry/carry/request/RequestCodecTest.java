package dev.ferry.carry.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.python.fuzz.Mutations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is read out, written on paper and typed again. */
class RequestCodecTest {
  private static final String EXPORTER = "00c0ffee42";

  private static Request request(Wanted... wanted) {
    return new Request(EXPORTER, Optional.of(new SiteName("plant-7")), List.of(wanted), 0);
  }

  /** The vector of the format's page. */
  private static final Request SMALL =
      request(new Wanted(12, Numbers.parse("3,7-9"), Numbers.parse("0,41")));

  @Test
  void aSmallRequestIsOneLine() {
    assertThat(RequestCodec.encode(SMALL))
        .isEqualTo("1030F ZVJ27 7JR0T KJ881 B2302 2200Q 200CS RR4Q");
    assertThat(RequestCodec.decode(RequestCodec.encode(SMALL))).isEqualTo(SMALL);
  }

  @Test
  void whatIsTypedCarelesslyIsRead() {
    String typed = RequestCodec.encode(SMALL).toLowerCase(Locale.ROOT);
    String careless = typed.replace('0', 'o').replace('1', 'l').replace(" ", "--");
    assertThat(RequestCodec.decode(careless)).isEqualTo(SMALL);
    assertThat(RequestCodec.decode(typed.replace('1', 'I'))).isEqualTo(SMALL);
    assertThat(RequestCodec.decode("\n  " + typed.replace(" ", "") + "\r\n\n")).isEqualTo(SMALL);
  }

  @Test
  void linesMayBeJoinedOrBrokenElsewhere() {
    Request large = random(new Random(5), 400);
    String text = RequestCodec.encode(large);
    assertThat(text.lines().count()).isGreaterThan(3);
    assertThat(RequestCodec.decode(text.replace('\n', ' '))).isEqualTo(large);
    assertThat(RequestCodec.decode(text.replace("\n", "").replaceAll("(.{71})", "$1\n")))
        .isEqualTo(large);
  }

  @Test
  void everyRequestComesBack() {
    Random random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      Request request = random(random, 40);
      assertThat(RequestCodec.decode(RequestCodec.encode(request))).isEqualTo(request);
    }
  }

  @Test
  void noLineIsLongerThanSixtyAndNoRequestThanTenLines() {
    Random random = new Random(12);
    for (int i = 0; i < 100; i++) {
      Request request = random(random, 6000);
      List<String> lines = RequestCodec.lines(request);
      assertThat(lines).hasSizeLessThanOrEqualTo(10).allMatch(line -> line.length() <= 60);
      assertCovers(RequestCodec.decode(String.join("\n", lines)), request);
    }
  }

  @Test
  void manyParcelsBecomeTheRest() {
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 1; i < 500; i++) {
      wanted.add(new Wanted(i * 2000, Numbers.of(1, 500_000), Numbers.of(i)));
    }
    Request request = new Request(EXPORTER, Optional.empty(), wanted, 0);
    Request read = RequestCodec.decode(RequestCodec.encode(request));
    assertThat(read.rest()).isGreaterThan(2000);
    assertCovers(read, request);
  }

  private static void assertCovers(Request wide, Request narrow) {
    for (Wanted wanted : narrow.wanted()) {
      if (wide.rest() != 0 && wanted.parcel() >= wide.rest()) {
        continue;
      }
      Wanted same =
          wide.wanted().stream()
              .filter(w -> w.parcel() == wanted.parcel())
              .findFirst()
              .orElseThrow();
      assertThat(wanted.parts().stream()).allMatch(same.parts()::contains);
      assertThat(wanted.blobs().stream()).allMatch(same.blobs()::contains);
    }
  }

  @Test
  void aMistakeIsToldWithItsLine() {
    List<String> lines = RequestCodec.lines(random(new Random(5), 400));
    Random random = new Random(13);
    String alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    for (int line = 0; line < lines.size(); line++) {
      for (int i = 0; i < 200; i++) {
        StringBuilder changed = new StringBuilder(lines.get(line));
        int at = random.nextInt(changed.length());
        char other = alphabet.charAt(random.nextInt(alphabet.length()));
        if (changed.charAt(at) == ' ' || changed.charAt(at) == other) {
          continue;
        }
        changed.setCharAt(at, other);
        List<String> typed = new ArrayList<>(lines);
        typed.set(line, changed.toString());
        assertRefused(typed, "line " + (line + 1) + " ");
      }
    }
  }

  @Test
  void neighboursThatChangedPlacesAreSeen() {
    List<String> lines = RequestCodec.lines(random(new Random(5), 400));
    for (int line = 0; line < lines.size(); line++) {
      String compact = lines.get(line).replace(" ", "");
      for (int at = 1; at < compact.length(); at++) {
        if (compact.charAt(at) == compact.charAt(at - 1)) {
          continue;
        }
        List<String> typed = new ArrayList<>(lines);
        typed.set(
            line,
            compact.substring(0, at - 1)
                + compact.charAt(at)
                + compact.charAt(at - 1)
                + compact.substring(at + 1));
        assertRefused(typed, "line " + (line + 1) + " ");
      }
    }
  }

  @Test
  void swappedForgottenAndDoubledLinesAreSeen() {
    List<String> lines = RequestCodec.lines(random(new Random(5), 400));
    List<String> swapped = new ArrayList<>(lines);
    swapped.set(1, lines.get(2));
    swapped.set(2, lines.get(1));
    assertRefused(swapped, "line 2 looks like line 3");
    List<String> forgotten = new ArrayList<>(lines);
    forgotten.remove(1);
    assertRefused(forgotten, "line 2 looks like line 3");
    assertRefused(lines.subList(0, lines.size() - 1), "may be missing");
    List<String> doubled = new ArrayList<>(lines);
    doubled.add(1, lines.get(1));
    assertRefused(doubled, "line 3 looks like line 2");
    List<String> shorter = new ArrayList<>(lines);
    shorter.set(1, lines.get(1).substring(1));
    assertRefused(shorter, "line 2 has 49 letters, want 50");
  }

  @Test
  void lettersThatAreNoneAreNamed() {
    assertRefused(List.of("10U0"), "line 1 has `U`");
    assertRefused(List.of(""), "it is empty");
    assertRefused(List.of("A".repeat(5000)), "5000 characters");
  }

  @Test
  void nothingElseIsThrown() {
    String text = RequestCodec.encode(random(new Random(6), 100));
    assertThat(Mutations.tryTexts(5000, text, RequestCodec::decode)).isGreaterThan(4000);
    Random random = new Random(14);
    for (int i = 0; i < 20_000; i++) {
      byte[] symbols = new byte[1 + random.nextInt(40)];
      for (int at = 0; at < symbols.length; at++) {
        symbols[at] = (byte) random.nextInt(32);
      }
      try {
        Request read = SymbolReader.request(symbols, symbols.length);
        assertThat(
                SymbolReader.request(SymbolWriter.symbols(read), SymbolWriter.symbols(read).length))
            .isEqualTo(read);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }

  private static void assertRefused(List<String> lines, String words) {
    assertThatThrownBy(() -> RequestCodec.decode(String.join("\n", lines)))
        .isInstanceOfSatisfying(
            FerryException.class, refused -> assertThat(refused.failure()).isEqualTo(Failure.USAGE))
        .hasMessageContaining(words);
  }

  private static Request random(Random random, int numbers) {
    List<Wanted> wanted = new ArrayList<>();
    int parcel = 0;
    for (int i = random.nextInt(3); i >= 0; i--) {
      parcel += 1 + random.nextInt(50);
      wanted.add(new Wanted(parcel, some(random, numbers / 8, 1), some(random, numbers / 8, 0)));
    }
    Optional<SiteName> site =
        random.nextBoolean()
            ? Optional.of(new SiteName("s" + random.nextInt(1000)))
            : Optional.empty();
    int rest = random.nextInt(4) == 0 ? parcel + 1 + random.nextInt(9) : 0;
    return new Request(EXPORTER, site, wanted, rest);
  }

  private static Numbers some(Random random, int most, int least) {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      numbers.add(least + random.nextInt(2000));
    }
    return Numbers.of(numbers);
  }
}
