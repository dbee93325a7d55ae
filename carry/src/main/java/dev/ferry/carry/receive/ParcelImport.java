package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.HeldGoods;
import dev.ferry.carry.depot.LedgerEntry;
import dev.ferry.carry.depot.Mender;
import dev.ferry.carry.depot.ParcelName;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.parcel.FoundParcel;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.Missing;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes one parcel into a depot, as far as it is here. */
final class ParcelImport extends Reception {
  private final Depot depot;
  private final Stock stock;
  private final Answers answers;
  private final Progress progress;
  private final HeldGoods held;

  ParcelImport(Depot depot, ImportRequest request, Progress progress) {
    this(depot, new Stock(depot), request, progress);
  }

  private ParcelImport(Depot depot, Stock stock, ImportRequest request, Progress progress) {
    super(depot, stock, request);
    this.depot = depot;
    this.stock = stock;
    this.answers = new Answers(depot, request);
    this.progress = progress;
    this.held = new HeldGoods(depot);
  }

  @Override
  Outcome withoutManifest(FoundParcel found) {
    Room.requireToHold(depot.folder(), found);
    found.keep(held.parts(found.id().hex()), progress);
    return Outcome.of(ImportResult.INCOMPLETE, headlessLine(found), List.of());
  }

  @Override
  Outcome repeated(Contents contents, LedgerEntry before) {
    forget(contents.name());
    List<Text> mended = Mender.mend(depot, contents.goods());
    return answers.repeated(contents, before, mended);
  }

  @Override
  Outcome take(Contents contents, String from) {
    FoundParcel found = contents.found();
    Goods goods = contents.goods();
    ParcelName parcel = contents.name();
    Arrivals arrivals = new Arrivals(depot, found, goods, progress);
    Room.require(depot.folder(), found, arrivals.need());
    if (depot.site().isEmpty() && !parcel.site().isEmpty()) {
      depot.belongTo(parcel.site());
    }
    held.keep(parcel.id(), found.manifest().goods());
    Path repaired = depot.folder().resolve("partial").resolve("repair-" + parcel.id() + ".part");
    try {
      Room.repairIfLost(found, repaired, progress);
      arrivals.take();
    } finally {
      delete(repaired);
    }
    Placed placed = places(contents).place();
    List<Text> reasons = new ArrayList<>(placed.reasons());
    reasons.addAll(arrivals.reasons());
    reasons.addAll(Mender.mend(depot, arrivals.came()));
    Missing missing =
        new Lacking(goods, number -> stock.has(goods.blob(number)))
            .missing(found, placed.open(), arrivals.wrong(), arrivals.isLost());
    Taken taken =
        new Taken(
            contents,
            from,
            placed.roots(),
            missing,
            placed.result(missing),
            placed.later(),
            placed.named(),
            arrivals.came().size(),
            reasons);
    boolean needed = isNeeded(taken);
    if (needed) {
      found.keep(held.parts(parcel.id()), progress);
    }
    Outcome outcome = answers.taken(taken);
    if (!needed) {
      forget(parcel);
    }
    return outcome;
  }

  /**
   * Whether what is here of a parcel must stay here. Where a name is taken, the medium that brought
   * everything can bring it again; parts that came one after another cannot be expected to.
   */
  private boolean isNeeded(Taken taken) {
    return switch (taken.result()) {
      case COMPLETE -> false;
      case INCOMPLETE -> true;
      case REFUSED -> taken.named() && Files.isDirectory(held.parts(taken.contents().name().id()));
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
