package dev.ferry.carry.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random damage, up to what parity covers and over it; a model of the code says what must happen.
 */
class ParcelDamageTest {
  private static final int SLICE = PartLayout.SLICE;

  @TempDir Path folder;

  @Test
  void whatParityCoversComesBack() throws IOException {
    List<Item> items = Parcels.items(folder.resolve("in"), 5L * 2 * SLICE - 300_000, 21);
    ParcelPlan plan = Parcels.plan(items, Parcels.slices(2, 40));
    assertThat(plan.layout().parts()).isEqualTo(7);
    Path good = folder.resolve("good");
    ParcelWriter.write(plan, good, Progress.NONE);
    byte[] payload = Parcels.payload(items);
    Random random = new Random(22);
    int repaired = 0;
    int lost = 0;
    for (int round = 0; round < 14; round++) {
      Path damaged = folder.resolve("round" + round);
      Parcels.copy(good, damaged);
      boolean[][] gone = damage(plan.layout(), damaged, random);
      int deficit = deficit(plan.layout(), gone);
      FoundParcel found = Parcels.scan(damaged);
      if (round % 2 == 0) {
        found.check(Progress.NONE);
      }
      assertThat(found.need().enough()).as("round %d", round).isGreaterThanOrEqualTo(deficit);
      assertThat(found.whole()).as("round %d", round).isEqualTo(deficit == 0);
      if (deficit == 0) {
        repaired++;
        if (round % 3 == 0) {
          found.repair(folder.resolve("scratch"), Progress.NONE);
        }
        assertThat(Parcels.read(found)).isEqualTo(payload);
      } else {
        lost++;
        assertThatThrownBy(() -> Parcels.read(found))
            .isInstanceOf(FerryException.class)
            .hasMessageContaining("parity does not cover it");
        bring(found.need(), good, damaged);
        assertThat(Parcels.read(Parcels.scan(damaged))).isEqualTo(payload);
      }
    }
    assertThat(repaired).isGreaterThan(2);
    assertThat(lost).isGreaterThan(2);
  }

  /** Brings as many of the parts that are asked for as are said to suffice. */
  private static void bring(PartNeed need, Path from, Path to) throws IOException {
    int brought = 0;
    for (int part : need.missing().reversed()) {
      if (brought++ < need.enough()) {
        Files.copy(Parcels.part(from, part), to.resolve("brought" + part));
      }
    }
  }

  /** Removes parts and destroys slices; tells which slices are gone, by part and stripe. */
  private static boolean[][] damage(PartLayout layout, Path folder, Random random)
      throws IOException {
    boolean[][] gone = new boolean[layout.parts()][layout.stripes()];
    int parts = random.nextInt(3);
    for (int i = 0; i < parts; i++) {
      int part = 1 + random.nextInt(layout.parts());
      Files.deleteIfExists(Parcels.part(folder, part));
      Arrays.fill(gone[part - 1], true);
    }
    int slices = random.nextInt(4);
    for (int i = 0; i < slices; i++) {
      int part = 1 + random.nextInt(layout.parts());
      int stripe = random.nextInt(layout.slicesOf(part));
      Path file = Parcels.part(folder, part);
      if (Files.exists(file)) {
        overwrite(file, layout, part, stripe, random);
        gone[part - 1][stripe] = true;
      }
    }
    return gone;
  }

  private static void overwrite(Path file, PartLayout layout, int part, int stripe, Random random)
      throws IOException {
    PartHeader header;
    try (var in = Files.newInputStream(file)) {
      header = PartHeader.find(in.readNBytes(PartHeader.SIZE)).orElseThrow();
    }
    long length = Math.min(SLICE, layout.contentLength(part) - (long) stripe * SLICE);
    byte[] noise = new byte[1 + random.nextInt(5000)];
    random.nextBytes(noise);
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(
          header.front() + (long) stripe * SLICE + random.nextInt((int) length - noise.length));
      access.write(noise);
    }
  }

  private static int deficit(PartLayout layout, boolean[][] gone) {
    int deficit = 0;
    for (int stripe = 0; stripe < layout.stripes(); stripe++) {
      int lost = 0;
      int parity = 0;
      for (int part = 1; part <= layout.parts(); part++) {
        boolean there = stripe < layout.slicesOf(part) && !gone[part - 1][stripe];
        if (layout.isParity(part)) {
          parity += there ? 1 : 0;
        } else {
          lost += stripe < layout.slicesOf(part) && !there ? 1 : 0;
        }
      }
      deficit = Math.max(deficit, lost - parity);
    }
    return deficit;
  }

  /** One damaged slice in every part: whole files cannot repair that, slices can. */
  @Test
  void scatteredDamageIsRepairedSliceBySlice() throws IOException {
    List<Item> items = Parcels.items(folder.resolve("in"), 3L * 4 * SLICE, 23);
    ParcelPlan plan = Parcels.plan(items, Parcels.slices(4, 30));
    Path out = folder.resolve("out");
    ParcelWriter.write(plan, out, Progress.NONE);
    Random random = new Random(24);
    for (int part = 1; part <= 4; part++) {
      overwrite(Parcels.part(out, part), plan.layout(), part, part - 1, random);
    }
    FoundParcel found = Parcels.scan(out);
    found.check(Progress.NONE);
    assertThat(found.faults()).hasSize(4);
    assertThat(found.need()).isEqualTo(PartNeed.NOTHING);
    assertThat(Parcels.read(found)).isEqualTo(Parcels.payload(items));
  }

  @Test
  void whatCameIsKeptAndFinishedByTheRest() throws IOException {
    List<Item> items = Parcels.items(folder.resolve("in"), 4L * 2 * SLICE - 5, 25);
    ParcelPlan plan = Parcels.plan(items, Parcels.slices(2, 25));
    Path out = folder.resolve("out");
    ParcelWriter.write(plan, out, Progress.NONE);
    Path first = folder.resolve("first");
    Parcels.copy(out, first);
    Files.delete(Parcels.part(first, 1));
    Files.delete(Parcels.part(first, 2));
    overwrite(Parcels.part(first, 3), plan.layout(), 3, 0, new Random(26));
    Path kept = folder.resolve("kept");
    FoundParcel found = Parcels.scan(first);
    assertThat(found.need()).isEqualTo(new PartNeed(new TreeSet<>(List.of(1, 2)), 2));
    found.keep(kept, Progress.NONE);
    found.keep(kept, Progress.NONE);
    Path second = Files.createDirectories(folder.resolve("second"));
    Files.copy(Parcels.part(out, 1), second.resolve("a"));
    FoundParcel again = Parcels.scan(kept, second);
    assertThat(again.need()).isEqualTo(new PartNeed(new TreeSet<>(List.of(2, 3)), 1));
    again.keep(kept, Progress.NONE);
    Files.copy(Parcels.part(out, 2), second.resolve("b"));
    Files.delete(second.resolve("a"));
    FoundParcel whole = Parcels.scan(kept, second);
    assertThat(whole.whole()).isTrue();
    assertThat(Parcels.read(whole)).isEqualTo(Parcels.payload(items));
    SortedSet<String> names = new TreeSet<>();
    try (var files = Files.list(kept)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    assertThat(names)
        .containsExactly("P0000001.FRY", "P0000003.FRY", "P0000004.FRY", "P0000005.FRY");
  }
}
