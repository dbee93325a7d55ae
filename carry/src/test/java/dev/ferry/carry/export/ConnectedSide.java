package dev.ferry.carry.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.inventory.BlobKind;
import dev.ferry.carry.inventory.Confirmed;
import dev.ferry.carry.inventory.HeldBlob;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.carry.inventory.NumberRange;
import dev.ferry.carry.ledger.ExportLedger;
import dev.ferry.carry.ledger.SiteLedger;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.carry.request.Request;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.LocalBlobStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The connected side of a test, and what the site that it exports to would say. */
final class ConnectedSide implements Progress {
  static final Optional<SiteName> SITE = Optional.of(new SiteName("plant-7"));
  static final PartOptions OPTIONS = new PartOptions(1_200_000, 50, "FRY");

  private static final String DEPOT = "00112233445566778899aabbccddeeff";
  private static final String WRITTEN = "2026-11-22T00:00:00Z";

  private final Path folder;
  private final LocalBlobStore store;
  private final List<String> said = new ArrayList<>();

  ConnectedSide(Path folder) {
    this.folder = folder;
    this.store = LocalBlobStore.open(folder.resolve("store"));
  }

  LocalBlobStore store() {
    return store;
  }

  SiteLedger ledger() {
    return ExportLedger.of(store).site(SITE);
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** A bundle of three wheels, of which one changes a little with every version. */
  Path bundle(int version) {
    Path at = path("env-v" + version);
    return Files.isDirectory(at)
        ? at
        : TestBundle.in(at)
            .wheel(TinyWheel.of("same", "1.0").file("same.txt", words(1, 30_000)))
            .wheel(
                TinyWheel.of("moving", "1." + version)
                    .file("moving.txt", words(2, 60_000) + "version " + version))
            .wheel(TinyWheel.of("large", "1.0").file("large.txt", words(3, 2_000_000)))
            .write();
  }

  /** A bundle of one large wheel that changes a little. */
  Path grown(int version) {
    return TestBundle.in(path("grown-v" + version))
        .wheel(
            TinyWheel.of("grown", "1." + version)
                .file("grown.txt", words(4, 2_000_000) + "version " + version))
        .write();
  }

  private static String words(int seed, int letters) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < letters) {
      text.append((char) ('0' + random.nextInt(75)));
    }
    return text.toString();
  }

  /** An export to {@code usb} that nothing else is known of. */
  Wish wish(Path... bundles) {
    return new Wish(this, bundles);
  }

  WrittenExport export(int version, String output) {
    return wish(bundle(version)).to(output).export();
  }

  /** The same with an inventory that has the first version and says so for the first time. */
  WrittenExport exportAgainstTheFirst(int version, String output) {
    return wish(bundle(version)).against(inventory(1, Optional.empty())).to(output).export();
  }

  List<WrittenExport> answer(Request request, String output, Path... bases) {
    return new RequestAnswer(store, List.of(bases), this).answer(request, path(output), OPTIONS);
  }

  /** What a site says that has the first version and maybe parcels up to one. */
  Inventory inventory(long entries, Optional<WrittenExport> arrived) {
    List<Confirmed> confirmed =
        arrived.stream()
            .map(export -> confirmed(export, "plant-7", export.record().number()))
            .toList();
    return inventory(entries, held(bundle(1)), confirmed);
  }

  static Confirmed confirmed(WrittenExport export, String site, int number) {
    return new Confirmed(
        export.record().goods().exporter().hex(), site, List.of(new NumberRange(1, number)));
  }

  static Inventory inventory(long entries, List<HeldBlob> blobs, List<Confirmed> confirmed) {
    return new Inventory(DEPOT, entries, WRITTEN, List.of(), List.of(), blobs, confirmed);
  }

  /** The inventory of somebody else's depot. */
  static Inventory elsewhere() {
    return new Inventory("f".repeat(32), 1, WRITTEN, List.of(), List.of(), List.of(), List.of());
  }

  /** Every file of a bundle as an inventory lists it. */
  static List<HeldBlob> held(Path bundle) {
    List<HeldBlob> blobs = new ArrayList<>();
    for (var piece : Bundle.open(bundle).pieces()) {
      String file = piece.path().substring(piece.path().lastIndexOf('/') + 1);
      String[] words = file.split("-", 3);
      blobs.add(
          file.endsWith(".whl")
              ? new HeldBlob(
                  piece.digest(),
                  piece.size(),
                  BlobKind.WHEEL,
                  words[0],
                  words[1],
                  words[2].replace(".whl", ""))
              : HeldBlob.of(piece.digest(), piece.size(), BlobKind.FILE, ""));
    }
    return blobs;
  }

  static Optional<Item> item(Goods goods, String part) {
    return goods.items().stream().filter(item -> item.blob().shown().contains(part)).findFirst();
  }

  static void refuses(Failure failure, String words, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            FerryException.class, e -> assertThat(e.failure()).isEqualTo(failure))
        .hasMessageContaining(words);
  }

  /** Notes and warnings since this was asked last. */
  List<String> said() {
    List<String> lines = List.copyOf(said);
    said.clear();
    return lines;
  }

  @Override
  public Task start(Text what, long total) {
    return Task.NONE;
  }

  @Override
  public synchronized void note(Text message) {
    said.add(message.english());
  }

  @Override
  public synchronized void warn(Text message) {
    said.add(message.english());
  }
}
