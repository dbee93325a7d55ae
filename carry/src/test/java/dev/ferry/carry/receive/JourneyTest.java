package dev.ferry.carry.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.bundle.verify.Verifier;
import dev.ferry.carry.depot.Bundles;
import dev.ferry.carry.depot.Collector;
import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.InventoryMaker;
import dev.ferry.carry.depot.Sites;
import dev.ferry.carry.export.ExportRequest;
import dev.ferry.carry.export.Exporter;
import dev.ferry.carry.export.RequestAnswer;
import dev.ferry.carry.export.WrittenExport;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.carry.inventory.InventoryFile;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.Receipt;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.carry.request.RequestCodec;
import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.store.Folders;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of a second version: the site has the first, says so, and gets the second in parts,
 * one wheel of it as a delta. Both sides are real; the medium is a folder.
 */
class JourneyTest {
  private static final PartOptions OPTIONS = new PartOptions(1_200_000, 50, "FRY");
  private static final String MOVING = "moving-2.0-py3-none-any.whl";

  @TempDir private Path folder;
  private Path depot;
  private Path usb;
  private LocalBlobStore store;
  private Digest second;

  @BeforeEach
  void theSiteHasTheFirst() {
    depot = folder.resolve("site");
    usb = folder.resolve("usb");
    store = LocalBlobStore.open(folder.resolve("store"));
    assertThat(Sites.take(depot, bundle(1, "env-v1")).get(0).result())
        .isEqualTo(ImportResult.COMPLETE);
    second = Bundle.open(bundle(2, "env-v2")).root();
  }

  /** Both have a wheel that changes in a few places; the second has a large new one. */
  private Path bundle(int version, String name) {
    byte[] moving = random(7, 400_000);
    Arrays.fill(moving, 1000 * version, 1000 * version + 50, (byte) version);
    TestBundle bundle =
        TestBundle.in(folder.resolve(name))
            .wheel(TinyWheel.of("steady", "1.0").file("steady/data.bin", random(8, 5000)))
            .wheel(TinyWheel.of("moving", version + ".0").file("moving/data.bin", moving));
    TinyWheel large = TinyWheel.of("fresh", "1.0").file("fresh/data.bin", random(9, 3 << 20));
    return (version == 1 ? bundle : bundle.wheel(large)).write();
  }

  private static byte[] random(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private WrittenExport export() {
    return export("env-v2");
  }

  /** The second version against what the site says that it has. */
  private WrittenExport export(String name) {
    Inventory inventory = InventoryMaker.make(Depot.open(depot), List.of(), Progress.NONE);
    Digest digest = Digest.of(InventoryFile.bytes(inventory));
    WrittenExport written =
        new Exporter(store, Progress.NONE)
            .export(
                new ExportRequest(
                    List.of(folder.resolve(name)),
                    List.of(),
                    List.of(),
                    Optional.of(new SiteName("plant-7")),
                    Optional.of(new ExportRequest.Against(inventory, digest)),
                    List.of(folder.resolve("env-v1")),
                    usb,
                    OPTIONS,
                    ExportRequest.UNCONFIRMED));
    assertThat(written.record().goods().items())
        .filteredOn(item -> item.form() == Item.Form.DELTA)
        .anySatisfy(
            item -> {
              assertThat(item.blob().shown()).endsWith(MOVING);
              assertThat(item.length()).isLessThan(item.blob().size() / 20);
            });
    assertThat(written.parcel().layout().dataParts()).isEqualTo(4);
    assertThat(written.parcel().layout().parityParts()).isEqualTo(2);
    return written;
  }

  private void lose(WrittenExport export, int... parts) throws IOException {
    for (int part : parts) {
      Files.delete(usb.resolve(export.parcel().layout().name(part)));
    }
  }

  private Outcome take(Path... paths) {
    List<Outcome> outcomes = Sites.take(depot, paths);
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  /** What a person types on the connected side, and what is carried then. */
  private Path answer(Outcome outcome) {
    Receipt receipt = outcome.receipt().orElseThrow();
    Path more = folder.resolve("more");
    new RequestAnswer(store, List.of(folder.resolve("env-v1")), Progress.NONE)
        .answer(RequestCodec.decode(receipt.request().orElseThrow()), more, OPTIONS);
    return more;
  }

  private void requireSecond(String name) {
    Path kept = depot.resolve("bundles").resolve(name);
    assertThat(Verifier.verify(kept, Progress.NONE).orThrow().bundle().root()).isEqualTo(second);
    assertThat(Sites.check(depot).isClean()).isTrue();
  }

  @Test
  void theSecondArrives() {
    export();
    Outcome outcome = take(usb);
    assertThat(outcome.result()).isEqualTo(ImportResult.COMPLETE);
    assertThat(outcome.receipt().orElseThrow().missing().isNothing()).isTrue();
    requireSecond("env-v2");
  }

  @Test
  void parityStandsInForLostParts() throws IOException {
    lose(export(), 2, 3);
    assertThat(take(usb).result()).isEqualTo(ImportResult.COMPLETE);
    requireSecond("env-v2");
  }

  @Test
  void moreThanParityMendsIsHeldAndAskedFor() throws IOException {
    lose(export(), 1, 2, 3);
    Outcome outcome = take(usb);
    assertThat(outcome.result()).isEqualTo(ImportResult.INCOMPLETE);
    assertThat(outcome.roots()).extracting(RootReceipt::state).containsExactly(RootState.WAITING);
    assertThat(outcome.receipt().orElseThrow().missing().parts()).isNotEmpty();
    assertThat(outcome.receipt().orElseThrow().missing().blobs()).isEmpty();

    Folders.delete(usb);
    assertThat(take(answer(outcome)).result()).isEqualTo(ImportResult.COMPLETE);
    requireSecond("env-v2");
  }

  @Test
  void aBaseThatIsGoneIsAskedFor() throws IOException {
    export();
    Collector.collect(Depot.open(depot), List.of("env-v1"), false);
    Outcome outcome = take(usb);
    assertThat(outcome.result()).isEqualTo(ImportResult.INCOMPLETE);
    assertThat(outcome.receipt().orElseThrow().missing().blobs()).isNotEmpty();
    assertThat(outcome.receipt().orElseThrow().missing().parts()).isEmpty();

    Folders.delete(usb);
    List<Outcome> outcomes = Sites.take(depot, answer(outcome));
    assertThat(outcomes)
        .extracting(Outcome::result, one -> one.receipt().orElseThrow().number())
        .containsExactly(tuple(ImportResult.COMPLETE, 2L), tuple(ImportResult.COMPLETE, 1L));
    requireSecond("env-v2");
  }

  @Test
  void theBaseThatComesBackWithItsBundleFinishesWhatIsHeld() throws IOException {
    export();
    Collector.collect(Depot.open(depot), List.of("env-v1"), false);
    assertThat(take(usb).result()).isEqualTo(ImportResult.INCOMPLETE);
    Folders.delete(usb);
    assertThat(Sites.take(depot, folder.resolve("env-v1")))
        .extracting(Outcome::result)
        .containsExactly(ImportResult.COMPLETE, ImportResult.COMPLETE);
    requireSecond("env-v2");
  }

  @Test
  void aParcelThatComesTwiceIsOneLine() {
    export();
    take(usb);
    int entries = Depot.open(depot).ledger().read().entries().size();
    Outcome again = take(usb);
    assertThat(again.result()).isEqualTo(ImportResult.COMPLETE);
    assertThat(again.details()).isEmpty();
    assertThat(Depot.open(depot).ledger().read().entries()).hasSize(entries);
    requireSecond("env-v2");
  }

  @Test
  void aParcelOfAnotherSiteIsRefused() {
    export();
    Depot.open(depot).belongTo("plant-8");
    assertThat(take(usb).result()).isEqualTo(ImportResult.REFUSED);
    assertThat(new Bundles(Depot.open(depot)).names()).containsExactly("env-v1");
  }

  @Test
  void namesOfPartsDoNotMatter() throws IOException {
    WrittenExport export = export();
    Path gateway = Files.createDirectories(folder.resolve("gateway/in"));
    List<Path> parts = export.written().written();
    for (int i = 0; i < parts.size(); i++) {
      Files.move(parts.get(i), gateway.resolve((parts.size() - i) + ".dat"));
    }
    Files.copy(gateway.resolve("1.dat"), gateway.resolve("1 (copy).dat"));
    assertThat(take(folder.resolve("gateway")).result()).isEqualTo(ImportResult.COMPLETE);
    requireSecond("env-v2");
  }

  @Test
  void aNameThatIsTakenNeedsAnother() throws IOException {
    Path moved = Files.createDirectories(folder.resolve("again")).resolve("env-v1");
    Files.move(folder.resolve("env-v2"), moved);
    export("again/env-v1");
    assertThat(take(usb).result()).isEqualTo(ImportResult.REFUSED);
    assertThat(new Bundles(Depot.open(depot)).findRoot("env-v1").orElseThrow())
        .isNotEqualTo(second);

    ImportRequest named =
        new ImportRequest(
            List.of(usb), depot, Optional.of("env-2"), Optional.empty(), List.of(), false);
    assertThat(Importer.run(named, Progress.NONE))
        .extracting(Outcome::result)
        .containsExactly(ImportResult.COMPLETE);
    requireSecond("env-2");
  }
}
