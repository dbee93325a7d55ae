package dev.ferry.carry.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that happens to files on the way: each is recognised and named. */
class ParcelFaultsTest {
  @TempDir Path folder;
  private Path out;
  private List<Item> items;
  private ParcelPlan plan;

  @BeforeEach
  void write() throws IOException {
    items = Parcels.items(folder.resolve("in"), 3_400_000, 31);
    plan = Parcels.plan(items, Parcels.slices(1, 25));
    out = folder.resolve("out");
    ParcelWriter.write(plan, out, Progress.NONE);
    assertThat(plan.layout().dataParts()).isEqualTo(4);
    assertThat(plan.layout().parityParts()).isEqualTo(1);
  }

  /** Looks, and wants the goods whole and one fault, of this file with these words. */
  private void wantFault(Path file, String words) throws IOException {
    FoundParcel found = Parcels.scan(out);
    found.check(Progress.NONE);
    assertThat(found.faults()).isNotEmpty();
    assertThat(found.faults()).allMatch(fault -> fault.file().endsWith(file.getFileName()));
    assertThat(found.faults().toString()).contains(words);
    assertThat(Parcels.read(found)).isEqualTo(Parcels.payload(items));
  }

  @Test
  void renamedAndReorderedInFolders() throws IOException {
    for (int part = 1; part <= 5; part++) {
      Path to = Files.createDirectories(out.resolve("x" + part % 2)).resolve("mail-" + (9 - part));
      Files.move(Parcels.part(out, part), to);
    }
    FoundParcel found = Parcels.scan(out);
    found.check(Progress.NONE);
    assertThat(found.faults()).isEmpty();
    assertThat(Parcels.read(found)).isEqualTo(Parcels.payload(items));
  }

  @Test
  void doubledWithLitter() throws IOException {
    Files.copy(Parcels.part(out, 2), out.resolve("P0000002 (1).FRY"));
    Files.write(out.resolve("big"), new byte[3_000_000]);
    Files.writeString(out.resolve("Thumbs.db"), "litter");
    FoundParcel found = Parcels.scan(out, out.resolve("P0000001.FRY"));
    found.check(Progress.NONE);
    assertThat(found.faults()).isEmpty();
    assertThat(found.files()).hasSize(6);
    assertThat(found.parts()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void truncated() throws IOException {
    Path file = Parcels.part(out, 2);
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(700_000);
    }
    wantFault(file, "it was cut off: it has 700000 bytes, want " + plan.fileSize(2));
  }

  @Test
  void truncatedInTheHeader() throws IOException {
    Files.write(Parcels.part(out, 2), new byte[0]);
    FoundParcel found = Parcels.scan(out);
    assertThat(found.parts()).containsExactly(1, 3, 4, 5);
    assertThat(Parcels.read(found)).isEqualTo(Parcels.payload(items));
  }

  @Test
  void longerThanItWas() throws IOException {
    Path file = Parcels.part(out, 3);
    Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    wantFault(file, "something follows its end");
    Files.delete(Parcels.part(out, 5));
    assertThat(Parcels.scan(out).whole()).isTrue();
  }

  @Test
  void aLostHeaderOfDataIsKnownByItsContent() throws IOException {
    Files.delete(Parcels.part(out, 5));
    overwrite(Parcels.part(out, 2), 0, new byte[512]);
    wantFault(Parcels.part(out, 2), "it is part 2 by its content");
  }

  @Test
  void aLostHeaderOfThePartWithTheManifest() throws IOException {
    Files.delete(Parcels.part(out, 5));
    overwrite(Parcels.part(out, 1), 0, new byte[512]);
    wantFault(Parcels.part(out, 1), "it is part 1 by its content");
  }

  @Test
  void aLostHeaderOfParity() throws IOException {
    Files.delete(Parcels.part(out, 2));
    overwrite(Parcels.part(out, 5), 0, new byte[512]);
    wantFault(Parcels.part(out, 5), "it is part 5 by its content");
  }

  @Test
  void aDamagedManifestCopy() throws IOException {
    overwrite(Parcels.part(out, 1), 512, new byte[100]);
    wantFault(Parcels.part(out, 1), "manifest");
  }

  @Test
  void aDamagedTableOfParity() throws IOException {
    overwrite(Parcels.part(out, 5), Files.size(Parcels.part(out, 5)) - 40, new byte[4]);
    wantFault(Parcels.part(out, 5), "its table of digests is damaged");
  }

  @Test
  void noManifestLeft() throws IOException {
    for (int part : List.of(1, 4, 5)) {
      Files.delete(Parcels.part(out, part));
    }
    Parcels.flip(Parcels.part(out, 3), 8_000_000);
    FoundParcel found = Parcels.scan(out);
    found.check(Progress.NONE);
    assertThat(found.findManifest()).isEmpty();
    assertThat(found.whole()).isFalse();
    assertThat(found.faults())
        .singleElement()
        .satisfies(f -> assertThat(f.file()).hasFileName("P0000003.FRY"));
    assertThat(found.need()).isEqualTo(new PartNeed(new TreeSet<>(List.of(1, 3, 4, 5)), 3));
    assertThatThrownBy(found::manifest)
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("any 3 of parts 1, 3-5");
    found.keep(folder.resolve("kept"), Progress.NONE);
    assertThat(Parcels.part(folder.resolve("kept"), 2))
        .hasSameBinaryContentAs(Parcels.part(out, 2));
    assertThat(Parcels.part(folder.resolve("kept"), 3)).exists();
  }

  @Test
  void nothingLeftButAHeader() throws IOException {
    for (int part : List.of(1, 3, 4, 5)) {
      Files.delete(Parcels.part(out, part));
    }
    overwrite(Parcels.part(out, 2), 20, new byte[7]);
    ParcelScan scan = ParcelScan.scan(List.of(out));
    assertThat(scan.parcels()).isEmpty();
    assertThat(scan.strangers())
        .singleElement()
        .satisfies(f -> assertThat(f.file()).hasFileName("P0000002.FRY"));
  }

  @Test
  void partsSwappedBetweenParcels() throws IOException {
    List<Item> others = Parcels.items(folder.resolve("in"), 3_400_000, 32);
    ParcelPlan other = Parcels.plan(others, Parcels.slices(1, 25));
    Path there = folder.resolve("there");
    ParcelWriter.write(other, there, Progress.NONE);
    Files.move(Parcels.part(out, 1), folder.resolve("swap"));
    Files.move(Parcels.part(there, 1), Parcels.part(out, 1));
    Files.move(folder.resolve("swap"), Parcels.part(there, 1));
    assertThat(ParcelScan.scan(List.of(out)).parcels())
        .extracting(FoundParcel::id)
        .containsExactlyInAnyOrder(plan.id(), other.id());
    List<FoundParcel> both = ParcelScan.scan(List.of(out, there)).parcels();
    for (FoundParcel found : both) {
      found.check(Progress.NONE);
      assertThat(found.faults()).isEmpty();
      assertThat(Parcels.read(found))
          .isEqualTo(Parcels.payload(found.id().equals(plan.id()) ? items : others));
    }
  }

  @Test
  void twoPartsWithOneNumber() throws IOException {
    byte[] bytes = Files.readAllBytes(Parcels.part(out, 3));
    byte[] content = Arrays.copyOfRange(bytes, 512, bytes.length);
    PartHeader old = PartHeader.find(Arrays.copyOf(bytes, 512)).orElseThrow();
    PartHeader lying =
        new PartHeader(old.parcel(), 2, 4, 1, 0, 0, old.content(), Digest.of(content));
    Path file = out.resolve("A.FRY");
    Files.write(file, lying.bytes());
    Files.write(file, content, StandardOpenOption.APPEND);
    wantFault(file, "part 2: 1 slice damaged");
  }

  @Test
  void headersThatLie() throws IOException {
    byte[] bytes = Files.readAllBytes(Parcels.part(out, 2));
    PartHeader old = PartHeader.find(Arrays.copyOf(bytes, 512)).orElseThrow();
    List<PartHeader> lies =
        List.of(
            new PartHeader(old.parcel(), 2, 5, 1, 0, 0, old.content(), old.digest()),
            new PartHeader(old.parcel(), 7, 9, 0, 0, 0, old.content(), old.digest()),
            new PartHeader(old.parcel(), 2, 4, 1, 0, 0, PartLayout.LARGEST_PAYLOAD, old.digest()),
            new PartHeader(old.parcel(), 2, 4, 1, 16 << 20, 0, old.content(), old.digest()),
            new PartHeader(old.parcel(), 5, 4, 1, 0, 16 << 20, old.content(), old.digest()));
    for (PartHeader lie : lies) {
      byte[] lying = bytes.clone();
      System.arraycopy(lie.bytes(), 0, lying, 0, 512);
      Files.write(Parcels.part(out, 2), lying);
      wantFault(Parcels.part(out, 2), "its header says other numbers");
    }
  }

  /** A parcel that is not there must not read as one that is. */
  @Test
  void aManifestOfAnotherParcelUnderThisId() throws IOException {
    Path lie = folder.resolve("lie");
    ParcelPlan other =
        Parcels.plan(Parcels.items(folder.resolve("in"), 10, 33), Parcels.slices(1, 0));
    ParcelWriter.write(other, lie, Progress.NONE);
    Path file = Parcels.part(lie, 1);
    byte[] bytes = Files.readAllBytes(file);
    PartHeader old = PartHeader.find(Arrays.copyOf(bytes, 512)).orElseThrow();
    PartHeader lying =
        new PartHeader(plan.id(), 1, 1, 0, old.manifest(), 0, old.content(), old.digest());
    System.arraycopy(lying.bytes(), 0, bytes, 0, 512);
    Files.write(file, bytes);
    FoundParcel found = Parcels.scan(lie);
    assertThat(found.findManifest()).isEmpty();
    assertThat(found.faults().toString()).contains("its copy of the manifest is damaged");
    Files.copy(file, out.resolve("0"));
    wantFault(out.resolve("0"), "its copy of the manifest is damaged");
  }

  /** One bit anywhere in any part is noticed and named, and does no harm. */
  @Test
  void oneBit() throws IOException {
    Random random = new Random(34);
    for (int round = 0; round < 60; round++) {
      int part = 1 + random.nextInt(5);
      Path file = Parcels.part(out, part);
      PartHeader header;
      try (var in = Files.newInputStream(file)) {
        header = PartHeader.find(in.readNBytes(512)).orElseThrow();
      }
      long size = Files.size(file);
      long at =
          switch (round % 4) {
            case 0 -> random.nextInt(512);
            case 1 -> 512 + random.nextInt(Math.max(1, header.manifest()));
            case 2 -> size - 1 - random.nextInt(96);
            default -> random.nextInt((int) size);
          };
      long bit = at * 8 + random.nextInt(8);
      Parcels.flip(file, bit);
      FoundParcel found = Parcels.scan(out);
      found.check(Progress.NONE);
      assertThat(found.faults()).as("part %d, bit %d", part, bit).isNotEmpty();
      assertThat(found.faults()).allMatch(fault -> fault.file().endsWith(file.getFileName()));
      assertThat(found.whole()).as("part %d, bit %d", part, bit).isTrue();
      Parcels.flip(file, bit);
    }
    assertThat(Parcels.read(Parcels.scan(out))).isEqualTo(Parcels.payload(items));
  }

  private static void overwrite(Path file, long place, byte[] bytes) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(place);
      access.write(bytes);
    }
  }
}
