package dev.ferry.image.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.FerryException;
import dev.ferry.python.fuzz.Mutations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TarReaderTest {
  private static final TarLimits SMALL = new TarLimits(5, 1 << 20, 200);

  private static List<TarEntry> read(byte[] tar) {
    try {
      TarReader reader = new TarReader(new ByteArrayInputStream(tar), "a.tar", SMALL);
      List<TarEntry> entries = new ArrayList<>();
      Optional<TarEntry> entry = reader.next();
      while (entry.isPresent()) {
        entries.add(entry.get());
        entry = reader.next();
      }
      return entries;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void readsEveryKindOfEntry() {
    byte[] tar =
        new TarBytes()
            .folder("a/")
            .file("a/b", "content")
            .link("c", "a/b")
            .hardLink("d", "a/b")
            .special("e", '6')
            .end();
    List<TarEntry> entries = read(tar);
    assertThat(entries.stream().map(TarEntry::kind))
        .containsExactly(
            TarEntry.Kind.FOLDER,
            TarEntry.Kind.FILE,
            TarEntry.Kind.LINK,
            TarEntry.Kind.HARD_LINK,
            TarEntry.Kind.PIPE);
    TarEntry file = entries.get(1);
    assertThat(new String(tar, (int) file.offset(), (int) file.size(), StandardCharsets.UTF_8))
        .isEqualTo("content");
    assertThat(entries.get(2).target()).isEqualTo("a/b");
  }

  @Test
  void takesLongNamesOfBothKinds() {
    String name = "d/".repeat(80) + "名";
    byte[] pax = new TarBytes().pax('x', TarBytes.record("path", name)).file("short", "").end();
    byte[] bytes = (name + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] gnu =
        new TarBytes()
            .header(new TarBytes.Header("././@LongLink", 'L', 0, bytes.length))
            .content(bytes)
            .file("short", "")
            .end();
    assertThat(read(pax).getFirst().name()).isEqualTo(name);
    assertThat(read(gnu).getFirst().name()).isEqualTo(name);
  }

  @Test
  void takesSizesInBase256() {
    byte[] tar =
        new TarBytes()
            .header(
                new TarBytes.Header("a", '0', 0644, 0)
                    .raw(124, new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3}))
            .content(new byte[3])
            .end();
    assertThat(read(tar).getFirst().size()).isEqualTo(3);
  }

  @Test
  void aCopyIsTheTarItselfButForWhatWasDropped() throws IOException {
    TarBytes with = new TarBytes().folder("a/").special("a/null", '3').file("a/b", "content");
    TarBytes without = new TarBytes().folder("a/").file("a/b", "content");
    assertThat(copied(with.end(), "a/null")).isEqualTo(without.end());
    byte[] whole = new TarBytes().folder("a/").pax('x', "").file("b", "x".repeat(3000)).end();
    assertThat(copied(whole, "")).isEqualTo(whole);
  }

  private static byte[] copied(byte[] tar, String drop) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    TarReader reader = new TarReader(new ByteArrayInputStream(tar), "a.tar", SMALL, copy);
    Optional<TarEntry> entry = reader.next();
    while (entry.isPresent()) {
      if (entry.get().name().equals(drop)) {
        reader.drop();
      }
      entry = reader.next();
    }
    return copy.toByteArray();
  }

  @Test
  void anOffsetIsThatOfTheCopy() throws IOException {
    byte[] tar = new TarBytes().special("null", '3').file("b", "content").end();
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    TarReader reader = new TarReader(new ByteArrayInputStream(tar), "a.tar", SMALL, copy);
    reader.next();
    reader.drop();
    TarEntry file = reader.next().orElseThrow();
    reader.next();
    assertThat(new String(copy.toByteArray(), (int) file.offset(), 7, StandardCharsets.UTF_8))
        .isEqualTo("content");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void refuses(String fault, byte[] tar, String words) {
    assertThatThrownBy(() -> read(tar))
        .isInstanceOf(FerryException.class)
        .hasMessageStartingWith("Cannot read `a.tar`: ")
        .hasMessageContaining(words);
  }

  static Stream<Arguments> faults() {
    Map<String, Object[]> faults = new TreeMap<>();
    faults.put(
        "not a tar", fault("text".repeat(200).getBytes(StandardCharsets.UTF_8), "not a tar"));
    byte[] sum = new TarBytes().file("a", "x").file("b", "y").end();
    sum[1024]++;
    faults.put("wrong checksum", fault(sum, "after its entry `a` has a wrong checksum"));
    faults.put(
        "cut in a header", fault(cut(new TarBytes().folder("a/").end(), 100), "ends within"));
    faults.put(
        "cut in a content",
        fault(cut(new TarBytes().file("a", "x".repeat(2000)).end(), 1000), "its entry `a`"));
    faults.put(
        "size larger than the tar",
        fault(
            new TarBytes().header(new TarBytes.Header("a", '0', 0644, 9000)).bytes(),
            "its entry `a`"));
    faults.put(
        "size above the limit",
        fault(
            new TarBytes().header(new TarBytes.Header("a", '0', 0644, 1L << 30)).bytes(),
            "more bytes than 1048576"));
    faults.put(
        "size negative",
        fault(
            new TarBytes()
                .header(
                    new TarBytes.Header("a", '0', 0644, 0)
                        .raw(124, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}))
                .end(),
            "bad value for `size`"));
    faults.put(
        "size no number",
        fault(
            new TarBytes()
                .header(new TarBytes.Header("a", '0', 0644, 0).raw(124, (byte) '9'))
                .end(),
            "bad value for `size`"));
    faults.put(
        "folder with content",
        fault(
            new TarBytes()
                .header(new TarBytes.Header("a/", '5', 0755, 3))
                .content(new byte[3])
                .end(),
            "bad value for `size`: got `3`, want 0"));
    faults.put(
        "link without target",
        fault(new TarBytes().special("a", '2').end(), "bad value for `linkname`"));
    faults.put(
        "unknown kind", fault(new TarBytes().special("a", 'Z').end(), "`typeflag`: got `Z`"));
    faults.put("sparse file", fault(new TarBytes().special("a", 'S').end(), "`typeflag`: got `S`"));
    faults.put(
        "sparse file of pax",
        fault(
            new TarBytes().pax('x', TarBytes.record("GNU.sparse.major", "1")).file("a", "").end(),
            "sparse"));
    faults.put(
        "name not UTF-8",
        fault(
            new TarBytes().header(new TarBytes.Header("a", '0', 0644, 0).raw(1, (byte) 0xe9)).end(),
            "want UTF-8"));
    faults.put(
        "two names",
        fault(
            new TarBytes()
                .pax('x', TarBytes.record("path", "b"))
                .pax('x', TarBytes.record("path", "c"))
                .file("a", "")
                .end(),
            "said twice"));
    faults.put(
        "name of everything",
        fault(
            new TarBytes().pax('g', TarBytes.record("path", "b")).file("a", "").end(),
            "a global pax header sets `path`"));
    faults.put(
        "damaged pax header",
        fault(new TarBytes().pax('x', "99 path=b\n").file("a", "").end(), "pax header is damaged"));
    faults.put(
        "pax size that lies",
        fault(
            new TarBytes().pax('x', TarBytes.record("size", "-1")).file("a", "").end(),
            "bad value for `size`: got `-1`"));
    faults.put(
        "long name without entry",
        fault(
            new TarBytes().pax('x', TarBytes.record("path", "b")).end(),
            "a long name has no entry"));
    faults.put(
        "bytes behind the end",
        fault(
            new TarBytes().raw(new TarBytes().file("a", "").end()).file("b", "").end(),
            "bytes behind its end"));
    TarBytes many = new TarBytes();
    for (int i = 0; i < 6; i++) {
      many.file("a" + i, "");
    }
    faults.put("too many entries", fault(many.end(), "more entries than 5"));
    faults.put(
        "name too long",
        fault(
            new TarBytes().pax('x', TarBytes.record("path", "n".repeat(201))).file("a", "").end(),
            "at most 200 characters"));
    TarBytes headers = new TarBytes();
    for (int i = 0; i < 9000; i++) {
      headers.pax('x', "");
    }
    faults.put("headers without end", fault(headers.end(), "the limit"));
    return faults.entrySet().stream()
        .map(one -> Arguments.of(one.getKey(), one.getValue()[0], one.getValue()[1]));
  }

  private static Object[] fault(byte[] tar, String words) {
    return new Object[] {tar, words};
  }

  private static byte[] cut(byte[] tar, int length) {
    return java.util.Arrays.copyOf(tar, length);
  }

  @Test
  void survivesChangedBytes() {
    byte[] good =
        new TarBytes()
            .folder("a/")
            .pax('x', TarBytes.record("path", "a/long") + TarBytes.record("size", "7"))
            .file("a/b", "content")
            .link("c", "a/b")
            .end();
    assertThat(Mutations.tryBytes(20_000, good, TarReaderTest::read)).isPositive();
  }
}
