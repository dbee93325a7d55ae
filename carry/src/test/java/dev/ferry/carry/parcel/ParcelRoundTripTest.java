package dev.ferry.carry.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParcelRoundTripTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "payload {0}, {1} slices a part, parity {2} %")
  @CsvSource({
    "0, 1, 0",
    "0, 1, 10",
    "1, 1, 10",
    "1048575, 1, 100",
    "1048576, 1, 10",
    "1048577, 1, 10",
    "5242880, 2, 0",
    "7340033, 2, 50",
    "9000000, 1, 25",
    "3000000, 4000, 0"
  })
  void whatComesOutIsWhatWentIn(long payload, int slices, int parity) throws IOException {
    List<Item> items = Parcels.items(folder.resolve("in"), payload, 5);
    ParcelPlan plan = Parcels.plan(items, Parcels.slices(slices, parity));
    WrittenParcel written = ParcelWriter.write(plan, folder.resolve("out"), Progress.NONE);
    assertThat(written.written()).hasSize(plan.layout().parts());
    assertThat(written.bytes()).isEqualTo(plan.bytes()).isEqualTo(sizeOfParts(written.written()));
    FoundParcel found = Parcels.scan(folder.resolve("out"));
    found.check(Progress.NONE);
    assertThat(found.faults()).isEmpty();
    assertThat(found.whole()).isTrue();
    assertThat(found.manifest().goods()).isEqualTo(Parcels.GOODS);
    assertThat(found.id()).isEqualTo(plan.id());
    assertThat(Parcels.read(found)).isEqualTo(Parcels.payload(items));
  }

  private static long sizeOfParts(List<Path> files) throws IOException {
    long size = 0;
    for (Path file : files) {
      size += Files.size(file);
    }
    return size;
  }

  @Test
  void rangesAreRead() throws IOException {
    List<Item> items = Parcels.items(folder.resolve("in"), 3_500_000, 6);
    ParcelPlan plan = Parcels.plan(items, Parcels.slices(1, 0));
    ParcelWriter.write(plan, folder.resolve("out"), Progress.NONE);
    FoundParcel found = Parcels.scan(folder.resolve("out"));
    byte[] all = Parcels.payload(items);
    Random random = new Random(3);
    for (int i = 0; i < 20; i++) {
      int from = random.nextInt(all.length);
      int length = random.nextInt(all.length - from + 1);
      assertThat(found.whole(from, length)).isTrue();
      assertThat(found.open(from, length))
          .hasBinaryContent(Arrays.copyOfRange(all, from, from + length));
    }
  }

  @Test
  void partsAreTheSameBytesAgain() throws IOException {
    List<Item> items = Parcels.items(folder.resolve("in"), 5_000_000, 7);
    ParcelWriter.write(
        Parcels.plan(items, Parcels.slices(1, 40)), folder.resolve("one"), Progress.NONE);
    ParcelPlan again = Parcels.plan(items, Parcels.slices(1, 40));
    ParcelWriter.writeOnly(again, folder.resolve("two"), Set.of(2, 5, 7), Progress.NONE);
    try (var files = Files.list(folder.resolve("two"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "P0000002.FRY", "P0000005.FRY", "P0000007.FRY", "README.txt", "check.sh");
    }
    for (int part : List.of(2, 5, 7)) {
      assertThat(Parcels.part(folder.resolve("two"), part))
          .hasSameBinaryContentAs(Parcels.part(folder.resolve("one"), part));
    }
  }

  @Test
  void whatIsRightIsNotWrittenAgain() throws IOException {
    List<Item> items = Parcels.items(folder.resolve("in"), 5_000_000, 8);
    ParcelPlan plan = Parcels.plan(items, Parcels.slices(1, 20));
    Path out = folder.resolve("out");
    ParcelWriter.write(plan, out, Progress.NONE);
    Files.delete(Parcels.part(out, 2));
    Files.write(out.resolve("P0000002.TMP"), new byte[12345]);
    Parcels.flip(Parcels.part(out, 4), 8_000_003);
    Parcels.flip(Parcels.part(out, 6), 99);
    WrittenParcel written = ParcelWriter.write(plan, out, Progress.NONE);
    assertThat(written.written())
        .containsExactly(Parcels.part(out, 2), Parcels.part(out, 4), Parcels.part(out, 6));
    assertThat(written.kept()).hasSize(3);
    assertThat(out.resolve("P0000002.TMP")).doesNotExist();
    FoundParcel found = Parcels.scan(out);
    found.check(Progress.NONE);
    assertThat(found.faults()).isEmpty();
    assertThat(ParcelWriter.write(plan, out, Progress.NONE).written()).isEmpty();
  }

  @Test
  void aPartOfAnotherParcelIsNotOverwritten() throws IOException {
    ParcelPlan one =
        Parcels.plan(Parcels.items(folder.resolve("in"), 100, 1), Parcels.slices(1, 0));
    ParcelPlan two =
        Parcels.plan(Parcels.items(folder.resolve("in"), 100, 2), Parcels.slices(1, 0));
    Path out = folder.resolve("out");
    ParcelWriter.write(one, out, Progress.NONE);
    assertThatThrownBy(() -> ParcelWriter.write(two, out, Progress.NONE))
        .isInstanceOfSatisfying(
            FerryException.class,
            failure -> {
              assertThat(failure.failure()).isEqualTo(Failure.REFUSED);
              assertThat(failure.getMessage()).contains("P0000001.FRY", one.id().abbreviated());
            });
  }

  @Test
  void filesOfOthersStay() throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    Files.writeString(out.resolve("README.txt"), "mine, and long enough to be read");
    Files.writeString(out.resolve("notes.txt"), "mine");
    ParcelPlan plan =
        Parcels.plan(Parcels.items(folder.resolve("in"), 100, 1), Parcels.slices(1, 0));
    ParcelWriter.write(plan, out, Progress.NONE);
    assertThat(out.resolve("README.txt")).hasContent("mine, and long enough to be read");
    assertThat(out.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void aChangedItemIsNoticed() throws IOException {
    List<Item> items = Parcels.items(folder.resolve("in"), 2_000_000, 9);
    ParcelPlan plan = Parcels.plan(items, Parcels.slices(1, 0));
    Parcels.flip(items.get(0).file(), items.get(0).from() * 8);
    assertThatThrownBy(() -> ParcelWriter.write(plan, folder.resolve("out"), Progress.NONE))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining(items.get(0).file().toString());
    assertThat(Parcels.part(folder.resolve("out"), 1)).doesNotExist();
  }

  @Test
  void aCutItemIsNoticed() throws IOException {
    Path file = Files.write(folder.resolve("short"), new byte[10]);
    assertThatThrownBy(() -> Parcels.plan(List.of(new Item(file, 5, 6)), Parcels.slices(1, 0)))
        .isInstanceOf(FerryException.class)
        .hasMessageContaining("short");
  }

  @Test
  void goodsThatAreNoObjectAreRefused() throws IOException {
    for (String goods : List.of("", "[]", "1", "{\"a\":1", "{}{}", "{} ", "{},\"slice\":3")) {
      assertThatThrownBy(
              () ->
                  ParcelPlanner.plan(
                      List.of(),
                      goods.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                      Parcels.slices(1, 0),
                      Progress.NONE))
          .as(goods)
          .isInstanceOf(FerryException.class);
    }
  }
}
