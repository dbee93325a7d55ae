package dev.ferry.carry.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.Sites;
import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.ExporterId;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.parcel.ParcelPlan;
import dev.ferry.carry.parcel.ParcelPlanner;
import dev.ferry.carry.parcel.ParcelWriter;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parcels whose parts are sound and whose goods lie. */
class HostileGoodsTest {
  private static final byte[] NOTES = "what to do\n".repeat(40).getBytes(UTF_8);
  private static final byte[] NO_DELTA = "ferry-delta, but not really".repeat(3).getBytes(UTF_8);
  private static final byte[] CHANGED = "what to do now\n".repeat(40).getBytes(UTF_8);

  @TempDir private Path folder;

  /** One file, and another that is a delta against it. */
  private static String goods() {
    Blob notes = new Blob(Digest.of(NOTES), NOTES.length, Optional.of("notes"));
    Blob changed = new Blob(Digest.of(CHANGED), CHANGED.length, Optional.of("changed"));
    Goods goods =
        new Goods(
            new ExporterId("0123456789abcdef".repeat(2)),
            Optional.empty(),
            1,
            Optional.empty(),
            Instant.parse("2026-11-21T22:00:00Z"),
            List.of(
                new Root.File("notes.txt", Digest.of(NOTES), Numbers.of(0)),
                new Root.File("changed.txt", Digest.of(CHANGED), Numbers.of(1))),
            List.of(),
            List.of(Item.whole(notes), Item.delta(changed, NO_DELTA.length, 0)));
    return new String(goods.bytes(), UTF_8);
  }

  private static String goods(String old, String fresh) {
    String good = goods();
    assertThat(good).contains(old);
    return good.replace(old, fresh);
  }

  /** A parcel with such goods, whose parts are right. */
  private Path parcel(String goods, String name) {
    try {
      Path payload = folder.resolve("payload");
      Files.write(payload, NOTES);
      Path delta = folder.resolve("delta");
      Files.write(delta, NO_DELTA);
      ParcelPlan plan =
          ParcelPlanner.plan(
              List.of(
                  new dev.ferry.carry.parcel.Item(payload, 0, NOTES.length),
                  new dev.ferry.carry.parcel.Item(delta, 0, NO_DELTA.length)),
              goods.getBytes(UTF_8),
              new PartOptions(PartOptions.DEFAULT_PART_SIZE, 0, "FRY"),
              Progress.NONE);
      Path parts = folder.resolve(name);
      ParcelWriter.write(plan, parts, Progress.NONE);
      return parts;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<Path> files(Path where) throws IOException {
    if (!Files.exists(where)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(where)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** Refused for a reason with these words, and nothing of it is there. */
  private void refuses(String goods, String words) throws IOException {
    Path depot = folder.resolve("site");
    Path parts = parcel(goods, "usb" + Digest.of(goods.getBytes(UTF_8)).hex());
    List<Path> before = files(folder);
    Outcome outcome = Sites.take(depot, parts).get(0);
    assertThat(outcome.result()).isEqualTo(ImportResult.REFUSED);
    assertThat(outcome.line().english())
        .contains(words)
        .doesNotContain("Source:", "want Bad value");
    for (String place : List.of("blobs", "bundles", "images", "files", "parcels", "receipts")) {
      assertThat(files(depot.resolve(place))).as(place).isEmpty();
    }
    List<Path> outside =
        files(folder).stream().filter(file -> !file.startsWith(depot)).sorted().toList();
    assertThat(outside)
        .isEqualTo(before.stream().filter(file -> !file.startsWith(depot)).sorted().toList());
    assertThat(Depot.open(depot).ledger().read().entries()).isEmpty();
  }

  @Test
  void aNameThatLeavesTheDepot() throws IOException {
    for (String name : List.of("../notes.txt", "..", "a/../../b", "/tmp/notes.txt", "a\\\\b")) {
      refuses(goods("\"name\":\"notes.txt\"", "\"name\":\"" + name + "\""), "`roots[0].name`");
    }
  }

  @Test
  void aNameWithControlCharacters() throws IOException {
    for (String name : List.of("a\\nb", "a\\u001b[2Jb", "a\\u0000", "a\\u202eb", "")) {
      refuses(goods("\"name\":\"notes.txt\"", "\"name\":\"" + name + "\""), "`roots[0].name`");
    }
  }

  @Test
  void aNameThatWindowsHasForADevice() throws IOException {
    for (String name : List.of("con", "NUL.txt", "Com1.tar", "notes.txt.", "notes.txt ")) {
      refuses(goods("\"name\":\"notes.txt\"", "\"name\":\"" + name + "\""), "`roots[0].name`");
    }
  }

  /** A message names the way to the value, says what would do, and nothing of the parser's own. */
  @Test
  void everyFieldIsNamedByItsPath() throws IOException {
    for (String[] wrong :
        new String[][] {
          {"\"needs\":\"0\"", "\"needs\":\"0-\"", "`roots[0].needs`"},
          {"\"needs\":\"1\"", "\"needs\":7", "`roots[1].needs`"},
          {
            "\"kind\":\"file\",\"name\":\"notes",
            "\"kind\":\"pipe\",\"name\":\"notes",
            "`roots[0].kind`"
          },
          {
            "\"kind\":\"file\",\"name\":\"notes",
            "\"kind\":\"image\",\"name\":\"notes",
            "`roots[0].bundle`"
          },
          {
            "\"kind\":\"file\",\"name\":\"notes",
            "\"also\":1,\"kind\":\"file\",\"name\":\"notes",
            "`roots[0].also`"
          },
          {"\"bases\":\"0\"", "\"bases\":\"x\"", "`items[1].bases`"},
          {
            "{\"digest\":\"sha256:" + Digest.of(NOTES).hex() + "\",\"size\"",
            "{\"digest\":\"md5\",\"size\"",
            "`items[0].digest`"
          },
          {"\"title\":\"notes\"", "\"title\":5", "`items[0].title`"},
          {"\"number\":1", "\"number\":0", "`number`"},
        }) {
      refuses(goods(wrong[0], wrong[1]), wrong[2]);
    }
  }

  @Test
  void aDeltaThatStandsOnItself() throws IOException {
    refuses(goods("\"bases\":\"0\"", "\"bases\":\"1\""), "`items[1].bases`");
  }

  @Test
  void petabytes() throws IOException {
    long petabyte = 1L << 50;
    refuses(goods("\"size\":" + NOTES.length, "\"size\":" + petabyte), "`items[0].size`");
    refuses(goods("\"size\":" + CHANGED.length, "\"size\":" + petabyte), "`items[1].size`");
    refuses(goods("\"length\":" + NO_DELTA.length, "\"length\":" + petabyte), "`items[1].length`");
    refuses(goods("\"size\":" + NOTES.length, "\"size\":" + (1L << 40)), "`items`");
  }

  @Test
  void itemsOfOtherBytesAreAskedForAndNothingIsMade() throws IOException {
    Digest other = Digest.of(new byte[] {7});
    Path parts = parcel(goods(Digest.of(NOTES).toString(), other.toString()), "usb");
    Path depot = folder.resolve("site");
    Outcome outcome = Sites.take(depot, parts).get(0);
    assertThat(outcome.result()).isEqualTo(ImportResult.INCOMPLETE);
    assertThat(outcome.roots())
        .extracting(RootReceipt::state)
        .containsExactly(RootState.WAITING, RootState.WAITING);
    assertThat(outcome.details()).anyMatch(line -> line.english().contains("others than it says"));
    assertThat(outcome.receipt().orElseThrow().missing().blobs()).contains(other);
    assertThat(files(depot.resolve("files"))).isEmpty();
    assertThat(files(depot.resolve("blobs"))).isEmpty();
  }

  @Test
  void aDeltaThatIsNoneIsAskedForAndTheRestIsMade() throws IOException {
    Path depot = folder.resolve("site");
    Outcome outcome = Sites.take(depot, parcel(goods(), "usb")).get(0);
    assertThat(outcome.result()).isEqualTo(ImportResult.INCOMPLETE);
    assertThat(outcome.roots())
        .extracting(RootReceipt::state)
        .containsExactly(RootState.KEPT, RootState.WAITING);
    assertThat(outcome.receipt().orElseThrow().missing().blobs())
        .containsExactly(Digest.of(CHANGED));
    assertThat(depot.resolve("files/notes.txt")).hasBinaryContent(NOTES);
    assertThat(Sites.check(depot).isClean()).isTrue();
  }

  /** Whatever goods say, what comes out has the bytes that were carried, under a name of a file. */
  @Test
  void changedGoodsNeverMakeAnythingElse() throws IOException {
    Random random = new Random(11);
    int taken = 0;
    for (int i = 0; i < 150; i++) {
      Path depot = folder.resolve("site-" + i);
      try {
        List<Outcome> outcomes = Sites.take(depot, parcel(changed(random), "usb-" + i));
        taken += outcomes.get(0).result() == ImportResult.REFUSED ? 0 : 1;
      } catch (FerryException refused) {
        assertThat(refused.text().english()).isNotEmpty();
      }
      for (Path file : files(depot.resolve("files"))) {
        assertThat(file.getParent()).isEqualTo(depot.resolve("files"));
        assertThat(file).hasBinaryContent(NOTES);
      }
    }
    assertThat(taken).isBetween(10, 140);
  }

  /** A few letters of the values are others. */
  private static String changed(Random random) {
    StringBuilder goods = new StringBuilder(goods());
    String letters = "0123456789abcdef./\\\"-";
    for (int changes = 1 + random.nextInt(2); changes > 0; ) {
      int at = random.nextInt(goods.length());
      if (Character.isLetterOrDigit(goods.charAt(at))) {
        goods.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
        changes--;
      }
    }
    return goods.toString();
  }
}
