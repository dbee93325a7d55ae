package dev.ferry.carry.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.Sites;
import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trial says is what the import then does; and a trial writes nothing. */
class TrialTest {
  private static final byte[] OLD = "as it was\n".repeat(30).getBytes(UTF_8);
  private static final byte[] NEW = "as it is now\n".repeat(30).getBytes(UTF_8);

  @TempDir private Path folder;

  private Path depot() {
    return folder.resolve("site");
  }

  private HandMade parcel(String name, int number) {
    return HandMade.in(folder.resolve(name), number);
  }

  private ImportRequest request(boolean dryRun, Path... paths) {
    return new ImportRequest(
        List.of(paths), depot(), Optional.empty(), Optional.empty(), List.of(), dryRun);
  }

  /** Every file of the depot, its size and when it was written. */
  private Map<String, String> state() throws IOException {
    Map<String, String> state = new TreeMap<>();
    if (Files.exists(depot())) {
      try (Stream<Path> files = Files.walk(depot())) {
        for (Path file : files.toList()) {
          state.put(
              depot().relativize(file).toString(),
              Files.isDirectory(file)
                  ? "folder"
                  : Files.size(file) + " " + Files.getLastModifiedTime(file));
        }
      }
    }
    return state;
  }

  /** Tries, then does; both answer the same. */
  private List<Outcome> same(Path... paths) throws IOException {
    Map<String, String> before = state();
    List<Outcome> tried = Importer.run(request(true, paths), Progress.NONE);
    assertThat(state()).isEqualTo(before);
    List<Outcome> done = Importer.run(request(false, paths), Progress.NONE);
    assertThat(tried)
        .extracting(Outcome::result)
        .isEqualTo(done.stream().map(Outcome::result).toList());
    assertThat(tried)
        .extracting(Outcome::roots)
        .isEqualTo(done.stream().map(Outcome::roots).toList());
    return tried;
  }

  private Outcome same(ImportResult result, String words, Path path) throws IOException {
    List<Outcome> tried = same(path);
    assertThat(tried).hasSize(1);
    assertThat(tried.get(0).result()).isEqualTo(result);
    String said =
        tried.get(0).line().english()
            + String.join("\n", tried.get(0).details().stream().map(Object::toString).toList());
    assertThat(said).contains(words);
    return tried.get(0);
  }

  @Test
  void aDepotThatIsNotThereIsNotMade() throws IOException {
    Path usb = parcel("usb", 1).file("notes.txt", OLD).write();
    assertThat(Importer.run(request(true, usb), Progress.NONE).get(0).line().english())
        .isEqualTo("Would import parcel 1: `notes.txt`, 1 new blob");
    assertThat(depot()).doesNotExist();
    Files.createDirectories(depot());
    Files.writeString(depot().resolve("letter.txt"), "mine");
    assertThatThrownBy(() -> Importer.run(request(true, usb), Progress.NONE))
        .hasMessageContaining("letter.txt");
  }

  @Test
  void parcelsOfAllKinds() throws IOException {
    Path first = parcel("usb1", 1).site("plant-7").file("notes.txt", OLD).write();
    same(ImportResult.COMPLETE, "Would import parcel 1", first);
    same(ImportResult.COMPLETE, "already: nothing to do", first);
    Path second = parcel("usb2", 3).site("plant-7").file("more.txt", NEW).write();
    same(ImportResult.COMPLETE, "1 new blob", second);
    same(
        ImportResult.REFUSED,
        "this depot belongs to `plant-7`",
        parcel("usb3", 4).site("plant-8").file("notes.txt", OLD).write());
    same(
        ImportResult.REFUSED,
        "something else has that name",
        parcel("usb4", 9).site("plant-7").file("notes.txt", new byte[] {1}).write());
    same(
        ImportResult.COMPLETE,
        "older than parcel 3",
        parcel("usb5", 2).site("plant-7").file("more.txt", new byte[] {2}).write());
  }

  @Test
  void whatIsMissingIsAskedFor() throws IOException {
    byte[] fresh = {4, 5, 6};
    byte[] delta = "no delta at all, but nobody can know".getBytes(UTF_8);
    HandMade waiting = parcel("usb1", 1).held(OLD).delta(fresh, delta, 0);
    Root root = new Root.File("fresh.bin", Digest.of(fresh), Numbers.of(1));
    same(ImportResult.INCOMPLETE, "not here: `" + Digest.of(OLD), waiting.root(root).write());

    byte[] large = new byte[3 << 20];
    new Random(4).nextBytes(large);
    Path parts = parcel("usb2", 2).file("large.bin", large).write(2 << 20);
    Files.delete(parts.resolve("P0000002.FRY"));
    same(ImportResult.INCOMPLETE, "bring part 2", parts);
  }

  @Test
  void oneThingThatTheSameCommandBringsIsThereForTheNext() throws IOException {
    Path bundle = Sites.bundle(folder.resolve("env-v1"), "1.0");
    byte[] wheel = Files.readAllBytes(bundle.resolve("packages/steady-1.0-py3-none-any.whl"));
    HandMade held = parcel("usb1", 1).held(wheel).item(OLD);
    Root root = new Root.File("wheel.whl", Digest.of(wheel), Numbers.of(0));
    List<Outcome> tried = same(bundle, held.root(root).write());
    assertThat(tried)
        .extracting(Outcome::result)
        .containsExactly(ImportResult.COMPLETE, ImportResult.COMPLETE);
  }

  @Test
  void bundlesAndTheirNames() throws IOException {
    Path bundle = Sites.bundle(folder.resolve("env"), "1.0");
    assertThat(same(bundle).get(0).line().english()).startsWith("Would keep `env`: sha256:");
    assertThat(same(bundle).get(0).line().english()).startsWith("`env` is here already");
    Files.createDirectories(folder.resolve("other"));
    Path other = Sites.bundle(folder.resolve("other/env"), "2.0");
    for (boolean dryRun : new boolean[] {true, false}) {
      assertThatThrownBy(() -> Importer.run(request(dryRun, other), Progress.NONE))
          .isInstanceOfSatisfying(
              FerryException.class, no -> assertThat(no.failure()).isEqualTo(Failure.REFUSED))
          .hasMessageContaining("another bundle has that name");
    }
    assertThat(Depot.open(depot()).ledger().read().entries()).hasSize(1);
  }
}
