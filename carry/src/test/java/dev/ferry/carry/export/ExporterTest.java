package dev.ferry.carry.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.inventory.BlobKind;
import dev.ferry.carry.inventory.Confirmed;
import dev.ferry.carry.inventory.HeldBlob;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.carry.inventory.InventoryFile;
import dev.ferry.carry.inventory.NumberRange;
import dev.ferry.carry.ledger.ExportLedger;
import dev.ferry.carry.ledger.LedgerRebuild;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.carry.request.Request;
import dev.ferry.carry.request.RequestCodec;
import dev.ferry.carry.request.Wanted;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.Folders;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small bundles on their way to a site that answers, answers late, or never does. */
class ExporterTest {
  private static final Optional<SiteName> SITE = Optional.of(new SiteName("plant-7"));
  private static final PartOptions OPTIONS = new PartOptions(1_200_000, 50, "FRY");
  private static final String DEPOT = "00112233445566778899aabbccddeeff";

  @TempDir private Path folder;
  private LocalBlobStore store;

  @BeforeEach
  void open() {
    store = LocalBlobStore.open(folder.resolve("store"));
  }

  /** A bundle of three wheels, of which one changes a little with every version. */
  private Path bundle(int version) {
    Path at = folder.resolve("env-v" + version);
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

  private static String words(int seed, int letters) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < letters) {
      text.append((char) ('0' + random.nextInt(75)));
    }
    return text.toString();
  }

  private ExportRequest request(Path bundle, Optional<Inventory> inventory, String output) {
    return new ExportRequest(
        List.of(bundle),
        List.of(),
        List.of(),
        SITE,
        inventory.map(
            given -> new ExportRequest.Against(given, Digest.of(InventoryFile.bytes(given)))),
        List.of(),
        folder.resolve(output),
        OPTIONS,
        ExportRequest.UNCONFIRMED);
  }

  /** The same where nothing is believed that is more than one parcel back. */
  private WrittenExport doubtful(int version, Optional<Inventory> inventory) {
    ExportRequest usual = request(bundle(version), inventory, "usb" + version);
    return new Exporter(store, Progress.NONE)
        .export(
            new ExportRequest(
                usual.bundles(),
                usual.images(),
                usual.files(),
                usual.site(),
                usual.against(),
                usual.bases(),
                usual.output(),
                usual.options(),
                1));
  }

  private WrittenExport export(int version, Optional<Inventory> inventory, String output) {
    return new Exporter(store, Progress.NONE).export(request(bundle(version), inventory, output));
  }

  /** What a site would write that has a bundle. */
  private Inventory inventory(int version, long entries, Optional<WrittenExport> arrived) {
    List<HeldBlob> blobs = new ArrayList<>();
    Bundle bundle = Bundle.open(bundle(version));
    bundle
        .pieces()
        .forEach(
            piece ->
                blobs.add(
                    piece.path().endsWith("moving-1." + version + "-py3-none-any.whl")
                        ? new HeldBlob(
                            piece.digest(),
                            piece.size(),
                            BlobKind.WHEEL,
                            "moving",
                            "1." + version,
                            "py3-none-any")
                        : HeldBlob.of(piece.digest(), piece.size(), BlobKind.FILE, "")));
    List<Confirmed> confirmed =
        arrived.stream()
            .map(
                export ->
                    new Confirmed(
                        export.record().goods().exporter().hex(),
                        "plant-7",
                        List.of(new NumberRange(1, export.record().number()))))
            .toList();
    return new Inventory(
        DEPOT, entries, "2026-11-22T00:00:00Z", List.of(), List.of(), blobs, confirmed);
  }

  private static Optional<Item> item(Goods goods, String part) {
    return goods.items().stream().filter(item -> item.blob().shown().contains(part)).findFirst();
  }

  @Test
  void theFirstParcelIsWhole() {
    Goods goods = export(1, Optional.empty(), "usb").record().goods();
    assertThat(goods.number()).isOne();
    assertThat(goods.held()).isEmpty();
    assertThat(goods.roots())
        .singleElement()
        .satisfies(
            root -> {
              assertThat(root.name()).isEqualTo("env-v1");
              assertThat(root.needs().count()).isEqualTo(goods.count());
            });
    assertThat(item(goods, "large").orElseThrow().form()).isEqualTo(Item.Form.WHOLE);
  }

  @Test
  void whatAnInventoryListsStaysAtHomeAndTheRestIsADelta() {
    export(1, Optional.empty(), "usb");
    Goods goods =
        export(2, Optional.of(inventory(1, 1, Optional.empty())), "usb2").record().goods();
    assertThat(item(goods, "large")).isEmpty();
    assertThat(goods.held()).anyMatch(blob -> blob.shown().contains("large"));
    Item moving = item(goods, "moving").orElseThrow();
    assertThat(moving.form()).isEqualTo(Item.Form.DELTA);
    assertThat(moving.length()).isLessThan(moving.blob().size() / 20);
    assertThat(goods.against()).isPresent();
  }

  @Test
  void theSameCommandGoesOnWithTheSameParcel() throws IOException {
    WrittenExport first = export(1, Optional.empty(), "usb");
    Path lost = first.written().written().get(1);
    byte[] part = Files.readAllBytes(lost);
    Files.delete(lost);
    WrittenExport again = export(1, Optional.empty(), "usb");
    assertThat(again.parcel().id()).isEqualTo(first.parcel().id());
    assertThat(again.written().written()).containsExactly(lost);
    assertThat(Files.readAllBytes(lost)).isEqualTo(part);
    assertThat(ExportLedger.of(store).site(SITE).records()).hasSize(1);
  }

  @Test
  void aDeltaThatWasLostIsMadeAgainTheSame() throws IOException {
    export(1, Optional.empty(), "usb");
    Optional<Inventory> inventory = Optional.of(inventory(1, 1, Optional.empty()));
    WrittenExport first = export(2, inventory, "usb2");
    Folders.delete(store.root().resolve("deltas"));
    WrittenExport again = export(2, inventory, "usb3");
    assertThat(again.parcel().id()).isEqualTo(first.parcel().id());
  }

  /** With no way back, a parcel that was lost spoils as many as are believed back, no more. */
  @Test
  void whatNobodyConfirmsIsBelievedForAWhile() {
    List<Boolean> whole = new ArrayList<>();
    for (int version = 1; version <= 4; version++) {
      Goods goods = doubtful(version, Optional.empty()).record().goods();
      assertThat(goods.number()).isEqualTo(version);
      whole.add(item(goods, "large").isPresent());
    }
    assertThat(whole).containsExactly(true, false, true, false);
  }

  @Test
  void anInventoryEndsTheDoubt() {
    WrittenExport first = doubtful(1, Optional.empty());
    Optional<Inventory> inventory = Optional.of(inventory(1, 4, Optional.of(first)));
    for (int version = 2; version <= 4; version++) {
      Goods goods = doubtful(version, inventory).record().goods();
      assertThat(item(goods, "large")).as("version %s", version).isEmpty();
    }
  }

  @Test
  void lostPartsComeAgainByteForByte() throws IOException {
    WrittenExport first = export(1, Optional.empty(), "usb");
    Request request =
        RequestCodec.decode(
            RequestCodec.encode(
                new Request(
                    first.record().goods().exporter(),
                    SITE,
                    List.of(new Wanted(1, Numbers.of(2), Numbers.NONE)))));
    List<WrittenExport> brought =
        new RequestAnswer(store, List.of(), Progress.NONE)
            .answer(request, folder.resolve("usb2"), OPTIONS);
    assertThat(brought)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.written().written()).hasSize(1);
              Path part = one.written().written().get(0);
              Path name = part.getFileName();
              assertThat(part).hasSameBinaryContentAs(folder.resolve("usb").resolve(name));
            });
  }

  @Test
  void aBaseThatIsNotThereComesWholeAndIsNoBaseAnyMore() {
    export(1, Optional.empty(), "usb");
    WrittenExport second = export(2, Optional.of(inventory(1, 1, Optional.empty())), "usb2");
    Goods goods = second.record().goods();
    int base = item(goods, "moving").orElseThrow().bases().stream().findFirst().orElseThrow();
    Request request =
        new Request(
            goods.exporter(),
            SITE,
            List.of(new Wanted(second.record().number(), Numbers.NONE, Numbers.of(base))));
    List<WrittenExport> brought =
        new RequestAnswer(store, List.of(), Progress.NONE)
            .answer(request, folder.resolve("usb3"), OPTIONS);
    Goods answer = brought.get(0).record().goods();
    assertThat(answer.number()).isEqualTo(3);
    assertThat(answer.roots()).isEmpty();
    assertThat(answer.items()).containsExactly(Item.whole(goods.blob(base)));
    assertThat(ExportLedger.of(store).site(SITE).state().denied())
        .contains(goods.blob(base).digest());
    assertThat(
            new RequestAnswer(store, List.of(), Progress.NONE)
                .answer(request, folder.resolve("usb3"), OPTIONS))
        .as("the same request again")
        .allMatch(one -> one.parcel().id().equals(brought.get(0).parcel().id()));
  }

  @Test
  void whatIsOfAnotherSideIsRefused() {
    WrittenExport first = export(1, Optional.empty(), "usb");
    export(2, Optional.of(inventory(1, 1, Optional.of(first))), "usb2");
    Inventory other =
        new Inventory(
            "f".repeat(32), 1, "2026-11-22T00:00:00Z", List.of(), List.of(), List.of(), List.of());
    refuses(Failure.REFUSED, "another site", () -> export(3, Optional.of(other), "usb3"));
    Inventory elsewhere =
        new Inventory(
            DEPOT,
            9,
            "2026-11-22T00:00:00Z",
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new Confirmed(
                    first.record().goods().exporter().hex(),
                    "plant-9",
                    List.of(new NumberRange(1, 1)))));
    refuses(Failure.REFUSED, "plant-9", () -> export(3, Optional.of(elsewhere), "usb3"));
    Request foreign = new Request("0000000000", SITE, List.of(), 0);
    refuses(
        Failure.REFUSED,
        "another connected side",
        () ->
            new RequestAnswer(store, List.of(), Progress.NONE)
                .answer(foreign, folder.resolve("usb3"), OPTIONS));
  }

  @Test
  void anOlderInventoryIsWarnedOf() {
    WrittenExport first = export(1, Optional.empty(), "usb");
    export(2, Optional.of(inventory(1, 8, Optional.of(first))), "usb2");
    List<String> warnings = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public Task start(Text what, long total) {
            return Task.NONE;
          }

          @Override
          public void note(Text message) {}

          @Override
          public void warn(Text message) {
            warnings.add(message.english());
          }
        };
    new Exporter(store, progress)
        .export(request(bundle(3), Optional.of(inventory(1, 7, Optional.of(first))), "usb3"));
    assertThat(warnings).anyMatch(warning -> warning.contains("older"));
    assertThat(ExportLedger.of(store).site(SITE).state().inventory().orElseThrow().entries())
        .isEqualTo(8);
  }

  @Test
  void aLedgerThatWasLostIsMadeOfKeptParcels() throws IOException {
    WrittenExport first = export(1, Optional.empty(), "usb");
    Folders.delete(store.root().resolve(ExportLedger.FOLDER));
    assertThat(new LedgerRebuild(ExportLedger.of(store)).rebuild(List.of(folder.resolve("usb"))))
        .hasSize(1);
    Request request =
        new Request(
            first.record().goods().exporter(),
            SITE,
            List.of(new Wanted(1, Numbers.of(1), Numbers.NONE)));
    List<WrittenExport> brought =
        new RequestAnswer(store, List.of(bundle(1)), Progress.NONE)
            .answer(request, folder.resolve("usb2"), OPTIONS);
    assertThat(brought.get(0).parcel().id()).isEqualTo(first.parcel().id());
  }

  /** A bundle of one large wheel that changes a little. */
  private Path grown(int version) {
    return TestBundle.in(folder.resolve("grown-v" + version))
        .wheel(
            TinyWheel.of("grown", "1." + version)
                .file("grown.txt", words(4, 2_000_000) + "version " + version))
        .write();
  }

  private Inventory listing(Path bundle, String version) {
    List<HeldBlob> blobs = new ArrayList<>();
    Bundle.open(bundle).pieces().stream()
        .filter(piece -> piece.path().endsWith(".whl"))
        .forEach(
            piece ->
                blobs.add(
                    new HeldBlob(
                        piece.digest(),
                        piece.size(),
                        BlobKind.WHEEL,
                        "grown",
                        version,
                        "py3-none-any")));
    return new Inventory(DEPOT, 1, "2026-11-22T00:00:00Z", List.of(), List.of(), blobs, List.of());
  }

  private WrittenExport grownExport(
      Optional<Inventory> inventory, List<Path> bases, String output, List<String> notes) {
    ExportRequest usual = request(folder.resolve("grown-v2"), inventory, output);
    ExportRequest based =
        new ExportRequest(
            usual.bundles(),
            usual.images(),
            usual.files(),
            usual.site(),
            usual.against(),
            bases,
            usual.output(),
            usual.options(),
            usual.unconfirmed());
    return new Exporter(store, new Notes(notes)).export(based);
  }

  private record Notes(List<String> notes) implements Progress {
    @Override
    public Task start(Text what, long total) {
      return Task.NONE;
    }

    @Override
    public void note(Text message) {
      notes.add(message.english());
    }

    @Override
    public void warn(Text message) {}
  }

  /** The site has the old wheel; this machine never saw it, and then somebody names it. */
  @Test
  void aBaseThatIsNotHereIsToldAndTakenUpOnceItIs() {
    Path old = grown(1);
    grown(2);
    Optional<Inventory> inventory = Optional.of(listing(old, "1.1"));
    List<String> notes = new ArrayList<>();
    WrittenExport whole = grownExport(inventory, List.of(), "usb", notes);
    assertThat(item(whole.record().goods(), "grown").orElseThrow().form())
        .isEqualTo(Item.Form.WHOLE);
    assertThat(notes)
        .anyMatch(note -> note.contains("the site has 1.1, which is not on this machine"));
    notes.clear();
    WrittenExport again = grownExport(inventory, List.of(), "usb", notes);
    assertThat(again.parcel().id()).isEqualTo(whole.parcel().id());
    assertThat(notes).anyMatch(note -> note.startsWith("Goes on with parcel 1 as planned at"));
    notes.clear();
    WrittenExport based = grownExport(inventory, List.of(old), "usb2", notes);
    assertThat(notes).anyMatch(note -> note.startsWith("Planned anew as parcel 2"));
    Item delta = item(based.record().goods(), "grown").orElseThrow();
    assertThat(delta.form()).isEqualTo(Item.Form.DELTA);
    assertThat(based.record().goods().held())
        .as("nothing rests on the parcel that this one replaces")
        .allMatch(blob -> blob.shown().contains("grown-1.1"));
    notes.clear();
    WrittenExport last = grownExport(inventory, List.of(old), "usb2", notes);
    assertThat(last.parcel().id()).isEqualTo(based.parcel().id());
    assertThat(ExportLedger.of(store).site(SITE).records()).hasSize(2);
  }

  /** Somebody chooses other part sizes: the first parcel may never have left the house. */
  @Test
  void theSameGoodsInOtherPartsDoNotRestOnTheFirstOnes() {
    Goods first = export(1, Optional.empty(), "usb").record().goods();
    ExportRequest usual = request(bundle(1), Optional.empty(), "usb2");
    Goods second =
        new Exporter(store, Progress.NONE)
            .export(
                new ExportRequest(
                    usual.bundles(),
                    usual.images(),
                    usual.files(),
                    usual.site(),
                    usual.against(),
                    usual.bases(),
                    usual.output(),
                    new PartOptions(9_000_000, 0, "FRY"),
                    usual.unconfirmed()))
            .record()
            .goods();
    assertThat(second.held()).isEmpty();
    assertThat(second.items()).hasSameSizeAs(first.items());
  }

  @Test
  void partsThatAreSurelyTooManyAreRefusedBeforeAnyWork() {
    grown(2);
    ExportRequest usual = request(folder.resolve("grown-v2"), Optional.empty(), "usb");
    ExportRequest tiny =
        new ExportRequest(
            usual.bundles(),
            usual.images(),
            usual.files(),
            usual.site(),
            usual.against(),
            usual.bases(),
            usual.output(),
            new PartOptions(5_000, 10, "FRY"),
            usual.unconfirmed());
    refuses(
        Failure.REFUSED, "the most is 255", () -> new Exporter(store, Progress.NONE).export(tiny));
    assertThat(ExportLedger.of(store).site(SITE).records()).isEmpty();
  }

  @Test
  void namesThatMoveAreRefused() throws IOException {
    Path latest = folder.resolve("env-latest");
    Files.move(bundle(1), latest);
    refuses(
        Failure.REFUSED,
        "tomorrow",
        () -> new Exporter(store, Progress.NONE).export(request(latest, Optional.empty(), "usb")));
  }

  @Test
  void damagedBytesAreNotCarried() throws IOException {
    Path wheel = bundle(1).resolve("packages/same-1.0-py3-none-any.whl");
    byte[] bytes = Files.readAllBytes(wheel);
    bytes[100] ^= 1;
    Files.write(wheel, bytes);
    refuses(Failure.VERIFICATION, "damaged", () -> export(1, Optional.empty(), "usb"));
  }

  @Test
  void aFileTravelsAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "hello", UTF_8);
    ExportRequest request =
        new ExportRequest(
            List.of(),
            List.of(),
            List.of(file),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            folder.resolve("usb"),
            OPTIONS,
            0);
    Goods goods = new Exporter(store, Progress.NONE).export(request).record().goods();
    assertThat(goods.site()).isEmpty();
    assertThat(goods.roots())
        .singleElement()
        .satisfies(root -> assertThat(root.digest()).isEqualTo(Digest.of("hello".getBytes(UTF_8))));
  }

  private static void refuses(Failure failure, String words, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            FerryException.class, e -> assertThat(e.failure()).isEqualTo(failure))
        .hasMessageContaining(words);
  }
}
