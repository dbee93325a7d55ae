package dev.ferry.carry.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.InventoryMaker;
import dev.ferry.carry.depot.Sites;
import dev.ferry.carry.export.ExportRequest;
import dev.ferry.carry.export.Exporter;
import dev.ferry.carry.export.RequestAnswer;
import dev.ferry.carry.export.WrittenExport;
import dev.ferry.carry.inventory.InventoryFile;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.ReceiptFile;
import dev.ferry.carry.request.RequestCodec;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.Durable;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import says of parts that were lost, damaged, brought again, and of other files. */
class AnswersTest {
  private static final PartOptions OPTIONS = new PartOptions(1_200_000, 50, "FRY");

  @TempDir private Path folder;
  private Path depot;
  private Path usb;
  private LocalBlobStore store;
  private WrittenExport export;

  @BeforeEach
  void aParcelOfOneLargeFileAndOneSmall() throws IOException {
    depot = folder.resolve("site");
    usb = folder.resolve("usb");
    store = LocalBlobStore.open(folder.resolve("store"));
    Path small = Files.write(folder.resolve("small.bin"), random(1, 3000));
    Path large = Files.write(folder.resolve("large.bin"), random(2, 4_000_000));
    export =
        new Exporter(store, Progress.NONE)
            .export(
                new ExportRequest(
                    List.of(),
                    List.of(),
                    List.of(small, large),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    usb,
                    OPTIONS,
                    0));
    assertThat(export.parcel().layout().parts()).isEqualTo(6);
  }

  private static byte[] random(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private Path part(int number) {
    return usb.resolve(export.parcel().layout().name(number));
  }

  private Outcome take(Path... paths) {
    List<Outcome> outcomes = Sites.take(depot, paths);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private static List<String> details(Outcome outcome) {
    return outcome.details().stream().map(Text::english).toList();
  }

  private Path answer(Outcome outcome) {
    Path more = folder.resolve("more");
    String typed = outcome.receipt().orElseThrow().request().orElseThrow();
    new RequestAnswer(
            store, List.of(folder.resolve("small.bin"), folder.resolve("large.bin")), Progress.NONE)
        .answer(RequestCodec.decode(typed), more, OPTIONS);
    return more;
  }

  private Outcome loseHalf() throws IOException {
    for (int part : new int[] {1, 2, 3}) {
      Files.delete(part(part));
    }
    return take(usb);
  }

  @Test
  void theLineSaysWhichPartsTheRequestAsksFor() throws IOException {
    Outcome outcome = loseHalf();
    assertThat(outcome.result()).isEqualTo(ImportResult.INCOMPLETE);
    assertThat(outcome.receipt().orElseThrow().missing().blobs()).isEmpty();
    assertThat(details(outcome))
        .contains("  bring any 1 of parts 1-3; the request asks for 1")
        .noneMatch(line -> line.contains("not here"));
  }

  @Test
  void anAnswerThatComesTwiceIsOneLineThough() throws IOException {
    Path more = answer(loseHalf());
    assertThat(take(more).result()).isEqualTo(ImportResult.COMPLETE);
    Path parity = Files.createDirectories(folder.resolve("parity"));
    Files.copy(part(6), parity.resolve("P0000006.FRY"));
    for (Path again : List.of(more, parity)) {
      Outcome outcome = take(again);
      assertThat(outcome.result()).isEqualTo(ImportResult.COMPLETE);
      assertThat(outcome.line().english()).contains("already: nothing to do");
      assertThat(outcome.details()).isEmpty();
      assertThat(depot.resolve("parcels").resolve(export.parcel().id().hex())).doesNotExist();
    }
  }

  @Test
  void partsOfWhichNothingIsKnownAreHeld() throws IOException {
    Path parity = Files.createDirectories(folder.resolve("parity"));
    Files.copy(part(6), parity.resolve("P0000006.FRY"));
    assertThat(take(parity).result()).isEqualTo(ImportResult.INCOMPLETE);
    assertThat(take(usb).result()).isEqualTo(ImportResult.COMPLETE);
    assertThat(depot.resolve("parcels").resolve(export.parcel().id().hex())).doesNotExist();
  }

  @Test
  void whatParityMendedIsCalledRepaired() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(part(2).toFile(), "rw")) {
      file.seek(500_000);
      file.write(new byte[100]);
    }
    Outcome outcome = take(usb);
    assertThat(outcome.result()).isEqualTo(ImportResult.COMPLETE);
    assertThat(details(outcome))
        .anySatisfy(line -> assertThat(line).contains("part 2: 1 slice damaged: ", "; repaired"))
        .noneMatch(line -> line.contains("lost"));
  }

  @Test
  void itSaysWhereThingsLieAndHowToInstallThem() {
    assertThat(details(take(usb)))
        .contains("  it lies in `" + depot.resolve("files/large.bin") + "`");
    Path place = depot.resolve("bundles/env-v1");
    assertThat(details(take(Sites.bundle(folder.resolve("env-v1"), "1.0"))))
        .containsExactly(
            "  it lies in `" + place + "`", "  install it: sh " + place + "/install.sh DIR");
  }

  @Test
  void filesThatAreNoGoodsAreNamed() throws IOException {
    Outcome outcome = loseHalf();
    Path inventory = folder.resolve("site.json");
    Durable.write(
        inventory,
        InventoryFile.bytes(InventoryMaker.make(Depot.open(depot), List.of(), Progress.NONE)));
    Path receipt = folder.resolve("receipt.json");
    Durable.write(receipt, ReceiptFile.bytes(outcome.receipt().orElseThrow()));
    Path request = folder.resolve("request.txt");
    Files.writeString(request, outcome.receipt().orElseThrow().request().orElseThrow());
    refused(inventory, "is an inventory: `ferry export --against`");
    refused(receipt, "is a receipt: `ferry export --receipt`");
    refused(request, "is a request: `ferry export --request`");
    refused(usb.resolve("check.sh"), "name its folder");
    refused(usb.resolve("README.txt"), "name its folder");
    refused(Files.createFile(folder.resolve("empty.tar")), "is empty");
  }

  private void refused(Path file, String words) {
    assertThatThrownBy(() -> take(file))
        .isInstanceOfSatisfying(
            FerryException.class, wrong -> assertThat(wrong.failure()).isEqualTo(Failure.USAGE))
        .hasMessageContaining(words);
  }
}
