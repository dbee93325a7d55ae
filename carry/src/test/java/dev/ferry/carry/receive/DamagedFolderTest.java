package dev.ferry.carry.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.carry.depot.Sites;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.model.Text;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole folders with parts that were damaged or mixed up: never a wrong byte, never a loss. */
class DamagedFolderTest {
  private static final int ROUNDS = 25;

  @TempDir private Path folder;
  private final Map<String, byte[]> files = new TreeMap<>();
  private Path usb;

  @BeforeEach
  void aParcelWithParity() {
    usb = parcel("usb", 1);
  }

  private Path parcel(String name, int number) {
    HandMade parcel = HandMade.in(folder.resolve(name), number);
    for (int i = 0; i < 3; i++) {
      byte[] bytes = new byte[700_000 + i];
      new Random(10L * number + i).nextBytes(bytes);
      String file = "p" + number + "-" + i + ".bin";
      files.put(file, bytes);
      parcel.file(file, bytes);
    }
    return parcel.write(new PartOptions(1_200_000, 50, "FRY"));
  }

  private Path copy(String name) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(name));
    for (Path part : parts(usb)) {
      Files.copy(part, copy.resolve(part.getFileName().toString()));
    }
    return copy;
  }

  private static List<Path> parts(Path where) throws IOException {
    try (Stream<Path> all = Files.list(where)) {
      return all.filter(file -> file.toString().endsWith(".FRY")).sorted().toList();
    }
  }

  private void assertNothingWrong(Path depot) throws IOException {
    if (Files.exists(depot.resolve("files"))) {
      try (Stream<Path> all = Files.list(depot.resolve("files"))) {
        for (Path file : all.toList()) {
          assertThat(file).hasBinaryContent(files.get(file.getFileName().toString()));
        }
      }
    }
    assertThat(Sites.check(depot).isClean()).isTrue();
  }

  @Test
  void bitsFlippedAnywhere() throws IOException {
    Random random = new Random(41);
    int whole = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path damaged = copy("damaged" + round);
      List<Path> parts = new ArrayList<>(parts(damaged));
      for (int flips = 1 << random.nextInt(7); flips > 0; flips--) {
        Path part = parts.get(random.nextInt(parts.size()));
        // Half of them where headers, manifests and tables are.
        long size = Files.size(part);
        long at =
            random.nextBoolean() ? random.nextLong(size) : random.nextLong(Math.min(2000, size));
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
          file.seek(at);
          int old = file.read();
          file.seek(at);
          file.write(old ^ 1 << random.nextInt(8));
        }
      }
      Path depot = folder.resolve("site" + round);
      List<Outcome> outcomes = Sites.take(depot, damaged);
      assertThat(outcomes).as("round " + round).isNotEmpty();
      whole += outcomes.get(0).result() == ImportResult.COMPLETE ? 1 : 0;
      assertNothingWrong(depot);
      assertThat(Sites.take(depot, usb).get(0).result())
          .as("round " + round)
          .isEqualTo(ImportResult.COMPLETE);
      assertNothingWrong(depot);
      assertThat(depot.resolve("files")).isDirectoryContaining("glob:**p1-2.bin");
    }
    assertThat(whole).isBetween(3, ROUNDS - 3);
  }

  @Test
  void partsSwappedBetweenTwoParcels() throws IOException {
    Path other = parcel("other", 2);
    Path first = usb.resolve("P0000001.FRY");
    Path theirs = other.resolve("P0000001.FRY");
    Path aside = folder.resolve("aside");
    Files.move(first, aside);
    Files.move(theirs, first);
    Files.move(aside, theirs);
    Path depot = folder.resolve("site");
    for (Path one : List.of(usb, other)) {
      for (Outcome outcome : Sites.take(depot, one)) {
        assertThat(outcome.details()).extracting(Text::english).noneMatch(l -> l.contains("wrong"));
      }
      assertNothingWrong(depot);
    }
    try (Stream<Path> all = Files.list(depot.resolve("files"))) {
      assertThat(all).hasSize(6);
    }
    try (Stream<Path> held = Files.list(depot.resolve("parcels"))) {
      assertThat(held).isEmpty();
    }
  }
}
