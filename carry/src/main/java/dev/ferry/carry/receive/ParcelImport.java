package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.Durable;
import dev.ferry.carry.depot.HeldGoods;
import dev.ferry.carry.depot.InventoryMaker;
import dev.ferry.carry.depot.Ledger;
import dev.ferry.carry.depot.LedgerEntry;
import dev.ferry.carry.depot.ParcelName;
import dev.ferry.carry.depot.Space;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.inventory.NumberRange;
import dev.ferry.carry.parcel.FileFault;
import dev.ferry.carry.parcel.FoundParcel;
import dev.ferry.carry.parcel.PartLayout;
import dev.ferry.carry.parcel.PartNeed;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.Missing;
import dev.ferry.carry.receipt.Receipt;
import dev.ferry.carry.receipt.ReceiptFile;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Takes one parcel into a depot, as far as it is here. */
final class ParcelImport {
  private static final DataSize SLACK = new DataSize(8 << 20);
  private static final int MOST_TOLD = 12;

  private final Depot depot;
  private final ImportRequest request;
  private final Progress progress;
  private final HeldGoods held;

  ParcelImport(Depot depot, ImportRequest request, Progress progress) {
    this.depot = depot;
    this.request = request;
    this.progress = progress;
    this.held = new HeldGoods(depot);
  }

  /**
   * Takes what is here of a parcel.
   *
   * @param from what the ledger says where it came from
   */
  Outcome take(FoundParcel found, String from) {
    if (found.refusal().isPresent()) {
      return Outcome.of(ImportResult.REFUSED, found.refusal().get(), List.of());
    }
    if (found.findManifest().isEmpty()) {
      return repeated(found).orElseGet(() -> withoutManifest(found));
    }
    Goods goods;
    try {
      goods = goods(found);
    } catch (FerryException wrong) {
      return Outcome.of(ImportResult.REFUSED, wrong.text(), List.of());
    }
    ParcelName name = name(found, goods);
    Optional<Outcome> refused = otherSite(name);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<Outcome> repeated = repeated(name, goods);
    return repeated.isPresent() ? repeated.get() : take(found, goods, name, from);
  }

  /** What a parcel with a manifest says that it holds. */
  static Goods goods(FoundParcel found) {
    Goods goods = Goods.parse(shown(found), found.manifest().goods());
    if (goods.payload() != found.manifest().layout().payload()) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "Cannot read %s: bad value for `items`: %d bytes, want %d",
              "无法读取 %s：`items` 的值有误：%d 字节，应为 %d 字节",
              shown(found),
              goods.payload(),
              found.manifest().layout().payload()));
    }
    return goods;
  }

  private static String shown(FoundParcel found) {
    return "parcel " + found.id().abbreviated();
  }

  private static ParcelName name(FoundParcel found, Goods goods) {
    return new ParcelName(
        found.id().hex(),
        goods.exporter().hex(),
        goods.site().map(SiteName::value).orElse(""),
        goods.number());
  }

  /** Nobody knows what it holds or for whom; it waits for the part that says so. */
  private Outcome withoutManifest(FoundParcel found) {
    Space.require(depot.folder(), new DataSize(size(found.files())).plus(SLACK));
    found.keep(held.parts(found.id().hex()), progress);
    return Outcome.of(
        ImportResult.INCOMPLETE,
        Text.of(
            "Parcel %s is not whole: none of its %s that are here says what it holds; it is held;"
                + " bring %s",
            "包裹 %s 不完整：现有的 %s 都没有清单；已保存；请补送%s",
            found.id().abbreviated(),
            Text.count(found.parts().size(), "part", "个分卷"),
            found.need().text()),
        List.of());
  }

  private Optional<Outcome> otherSite(ParcelName parcel) {
    if (parcel.site().isEmpty() || depot.site().isEmpty()) {
      return Optional.empty();
    }
    String site = depot.site().get();
    if (site.equals(parcel.site())) {
      return Optional.empty();
    }
    Text line =
        Text.of(
            "Parcel %d is for the site `%s`, this depot belongs to `%s`: refused, nothing changed",
            "第 %d 号包裹属于站点 `%s`，此仓库属于 `%s`：已拒绝，未作任何改动", parcel.number(), parcel.site(), site);
    return Optional.of(Outcome.of(ImportResult.REFUSED, line, List.of()));
  }

  /** Parts of which none says what it holds: the depot may know it from before. */
  private Optional<Outcome> repeated(FoundParcel found) {
    String id = found.id().hex();
    Optional<ParcelName> name =
        depot.ledger().read().entries().stream()
            .flatMap(entry -> entry.parcel().stream())
            .filter(parcel -> parcel.id().equals(id))
            .findFirst();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return held.find(id).flatMap(goods -> repeated(name.get(), goods));
    } catch (FerryException damaged) {
      // What the depot remembers of it cannot be read: the part that says so is asked for.
      return Optional.empty();
    }
  }

  /** A parcel whose import was finished, and whose things are all still there. */
  private Optional<Outcome> repeated(ParcelName parcel, Goods goods) {
    Optional<LedgerEntry> before = depot.ledger().read().findComplete(parcel);
    if (before.isEmpty() || !isWhole(goods)) {
      return Optional.empty();
    }
    forget(parcel);
    Text line =
        Text.of(
            "Parcel %d was imported at %s already: nothing to do",
            "第 %d 号包裹已于 %s 导入：无需操作", parcel.number(), before.get().at());
    return Optional.of(Outcome.of(ImportResult.COMPLETE, line, before.get().roots()));
  }

  private boolean isWhole(Goods goods) {
    RootPlaces places = new RootPlaces(depot, goods, Optional.empty());
    if (goods.roots().isEmpty()) {
      return goods.items().stream()
          .allMatch(item -> depot.store().find(item.blob().digest()).isPresent());
    }
    return goods.roots().stream().allMatch(root -> places.absent(root).isEmpty())
        && goods.roots().stream().allMatch(places::isPlaced);
  }

  private Outcome take(FoundParcel found, Goods goods, ParcelName parcel, String from) {
    Arrivals arrivals = new Arrivals(depot, found, goods, progress);
    requireSpace(found, arrivals);
    if (depot.site().isEmpty() && !parcel.site().isEmpty()) {
      depot.belongTo(parcel.site());
    }
    held.keep(parcel.id(), found.manifest().goods());
    Path repaired = depot.folder().resolve("partial").resolve("repair-" + parcel.id() + ".part");
    try {
      repairIfLost(found, repaired);
      arrivals.take();
    } finally {
      delete(repaired);
    }
    RootPlaces places = new RootPlaces(depot, goods, request.as());
    List<RootReceipt> roots = places.place();
    Missing missing = missing(found, goods, arrivals, places);
    ImportResult result = result(roots, missing);
    if (result == ImportResult.INCOMPLETE) {
      found.keep(held.parts(parcel.id()), progress);
    }
    return answer(new Taken(found, goods, parcel, from, roots, missing, result, arrivals, places));
  }

  private void requireSpace(FoundParcel found, Arrivals arrivals) {
    PartLayout layout = found.manifest().layout();
    long need = arrivals.need();
    boolean some =
        found.parts().stream().filter(part -> !layout.isParity(part)).count() < layout.dataParts();
    if (some) {
      // The parts may have to be held, and lost ones are computed into a scratch file.
      need += size(found.files()) + layout.parityParts() * layout.partSize();
    }
    if (need > 0) {
      Space.require(depot.folder(), new DataSize(need).plus(SLACK));
    }
  }

  private static long size(List<Path> files) {
    long size = 0;
    for (Path file : files) {
      try {
        size += Files.size(file);
      } catch (IOException failure) {
        throw DiskFailure.of(failure, file);
      }
    }
    return size;
  }

  /** Whole parts that are missing are computed once, not for each slice that is read. */
  private void repairIfLost(FoundParcel found, Path scratch) {
    PartLayout layout = found.manifest().layout();
    long data = found.parts().stream().filter(part -> !layout.isParity(part)).count();
    boolean parity = found.parts().stream().anyMatch(layout::isParity);
    if (data < layout.dataParts() && parity) {
      found.repair(scratch, progress);
    }
  }

  private Missing missing(FoundParcel found, Goods goods, Arrivals arrivals, RootPlaces places) {
    TreeSet<Integer> blobs = new TreeSet<>(arrivals.wrong());
    for (Root root : goods.roots()) {
      places.absent(root).stream().filter(goods::isHeld).forEach(blobs::add);
    }
    boolean unmade = false;
    for (int i = 0; i < goods.items().size(); i++) {
      int number = goods.number(i);
      if (!arrivals.has(number)) {
        unmade = true;
        Item item = goods.items().get(i);
        item.bases().stream()
            .filter(base -> goods.isHeld(base) && !arrivals.has(base))
            .forEach(blobs::add);
      }
    }
    PartNeed parts = unmade && arrivals.isLost() ? found.need() : PartNeed.NOTHING;
    return Requests.missing(goods, parts, blobs);
  }

  private static ImportResult result(List<RootReceipt> roots, Missing missing) {
    if (!missing.isNothing() || roots.stream().anyMatch(r -> r.state() == RootState.WAITING)) {
      return ImportResult.INCOMPLETE;
    }
    return roots.stream().anyMatch(r -> r.state() == RootState.REFUSED)
        ? ImportResult.REFUSED
        : ImportResult.COMPLETE;
  }

  /** Everything that an answer is made of. */
  private record Taken(
      FoundParcel found,
      Goods goods,
      ParcelName parcel,
      String from,
      List<RootReceipt> roots,
      Missing missing,
      ImportResult result,
      Arrivals arrivals,
      RootPlaces places) {}

  private Outcome answer(Taken taken) {
    Ledger.Content before = depot.ledger().read();
    boolean older = isOlder(before, taken.parcel());
    if (taken.result() == ImportResult.REFUSED && older) {
      forget(taken.parcel());
      return Outcome.of(ImportResult.COMPLETE, superseded(taken, before), taken.roots());
    }
    depot
        .ledger()
        .append(
            new LedgerEntry(
                Importer.now(),
                LedgerEntry.Event.IMPORT,
                taken.from(),
                Optional.of(taken.parcel()),
                taken.result(),
                taken.roots()));
    Receipt receipt = receipt(taken);
    write(receipt);
    if (taken.result() != ImportResult.INCOMPLETE) {
      forget(taken.parcel());
    }
    return new Outcome(
        taken.result(), line(taken), details(taken, receipt), taken.roots(), Optional.of(receipt));
  }

  private static boolean isOlder(Ledger.Content ledger, ParcelName parcel) {
    OptionalLong newest = newest(ledger, parcel);
    return newest.isPresent() && newest.getAsLong() > parcel.number();
  }

  private static OptionalLong newest(Ledger.Content ledger, ParcelName parcel) {
    return ledger.entries().stream()
        .filter(entry -> entry.result() == ImportResult.COMPLETE)
        .flatMap(entry -> entry.parcel().stream())
        .filter(parcel::sameRow)
        .mapToLong(ParcelName::number)
        .max();
  }

  private static Text superseded(Taken taken, Ledger.Content ledger) {
    return Text.of(
        "Parcel %d is older than parcel %d, which is here: what has its names now stays",
        "第 %d 号包裹早于已导入的第 %d 号包裹：同名的现有内容保持不变",
        taken.parcel().number(),
        newest(ledger, taken.parcel()).orElse(0));
  }

  private Receipt receipt(Taken taken) {
    Optional<String> typed =
        taken.missing().isNothing()
            ? Optional.empty()
            : Optional.of(Requests.typed(taken.goods(), taken.missing()));
    return new Receipt(
        taken.parcel().id(),
        taken.parcel().exporter(),
        taken.parcel().site(),
        taken.parcel().number(),
        Importer.now(),
        taken.result(),
        taken.roots(),
        taken.missing(),
        typed,
        Optional.of(InventoryMaker.make(depot, request.names(), Progress.NONE)));
  }

  private void write(Receipt receipt) {
    Path file = depot.receipts().resolve(receipt.parcel() + ".json");
    Durable.write(file, ReceiptFile.bytes(receipt));
  }

  private static Text line(Taken taken) {
    String roots =
        String.join(", ", taken.roots().stream().map(root -> "`" + root.name() + "`").toList());
    Text names = roots.isEmpty() ? Text.of("what was asked for", "所请求的内容") : Text.same(roots);
    Text blobs = Text.count(taken.arrivals().made(), "new blob", "个新数据块");
    return switch (taken.result()) {
      case COMPLETE ->
          Text.of(
              "Parcel %d imported: %s, %s",
              "第 %d 号包裹已导入：%s，%s", taken.parcel().number(), names, blobs);
      case INCOMPLETE ->
          Text.of(
              "Parcel %d is not whole yet: %s, %s; what came is held",
              "第 %d 号包裹尚不完整：%s，%s；已到的内容已保存", taken.parcel().number(), names, blobs);
      case REFUSED ->
          Text.of("Parcel %d is refused: %s", "第 %d 号包裹被拒绝：%s", taken.parcel().number(), names);
    };
  }

  private List<Text> details(Taken taken, Receipt receipt) {
    List<Text> lines = new ArrayList<>();
    for (RootReceipt root : taken.roots()) {
      lines.add(
          Text.of(
              "  %s `%s` %s: %s",
              "  %s `%s` %s：%s",
              root.kind().id(),
              root.name(),
              root.digest(),
              state(root.state())));
      lines.addAll(Whereabouts.of(depot, root));
    }
    taken.places().reasons().forEach(reason -> lines.add(Text.of("  %s", "  %s", reason)));
    taken.arrivals().reasons().stream()
        .limit(MOST_TOLD)
        .forEach(reason -> lines.add(Text.of("  %s", "  %s", reason)));
    taken.found().faults().stream().limit(MOST_TOLD).forEach(fault -> lines.add(fault(fault)));
    bring(taken, lines);
    receipt
        .request()
        .ifPresent(
            typed -> {
              lines.add(
                  Text.of(
                      "  on the connected side: ferry export --request \"…\" with these lines:",
                      "  在联网侧运行 ferry export --request \"…\"，内容为以下各行："));
              typed.lines().forEach(line -> lines.add(Text.same("    " + line)));
            });
    return lines;
  }

  private static void bring(Taken taken, List<Text> lines) {
    if (!taken.missing().parts().isEmpty()) {
      lines.add(bring(taken.found().need(), taken.missing()));
    }
    for (Digest digest : taken.missing().blobs().stream().limit(MOST_TOLD).toList()) {
      int number = taken.goods().numbers().getOrDefault(digest, 0);
      lines.add(
          Text.of(
              "  not here: `%s` %s",
              "  仓库中没有：`%s` %s", taken.goods().blob(number).shown(), digest));
    }
  }

  /** Where some of the missing parts are enough, the request names which. */
  private static Text bring(PartNeed need, Missing missing) {
    if (need.enough() == need.missing().size()) {
      return Text.of("  bring %s", "  请补送%s", need.text());
    }
    return Text.of(
        "  bring %s; the request asks for %s",
        "  请补送%s；补送请求要的是 %s",
        need.text(),
        String.join(", ", missing.parts().stream().map(NumberRange::toString).toList()));
  }

  private static Text fault(FileFault fault) {
    return Text.of("  `%s`: %s", "  `%s`：%s", fault.file().getFileName(), fault.what());
  }

  private static Text state(RootState state) {
    return switch (state) {
      case KEPT -> Text.of("kept", "已保存");
      case PRESENT -> Text.of("was here", "原已存在");
      case WAITING -> Text.of("waiting", "等待补送");
      case REFUSED -> Text.of("refused", "已拒绝");
    };
  }

  /** What is held of a parcel is no longer needed. */
  private void forget(ParcelName parcel) {
    delete(held.parts(parcel.id()));
  }

  private static void delete(Path path) {
    try {
      Folders.delete(path);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, path);
    }
  }
}
