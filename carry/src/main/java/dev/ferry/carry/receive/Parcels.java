package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.HeldGoods;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.parcel.FileFault;
import dev.ferry.carry.parcel.FoundParcel;
import dev.ferry.carry.parcel.ParcelScan;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes all parcels that lie somewhere, oldest first, and finishes those that the depot holds. */
final class Parcels {
  private final Depot depot;
  private final ImportRequest request;
  private final Progress progress;

  /** Parcels that this run has answered, and how. */
  private final Set<String> finished = new HashSet<>();

  Parcels(Depot depot, ImportRequest request, Progress progress) {
    this.depot = depot;
    this.request = request;
    this.progress = progress;
  }

  /** Takes what is in these places. */
  List<Outcome> take(List<Path> places) {
    ParcelScan scan = scan(places);
    List<Outcome> outcomes = new ArrayList<>(strangers(scan));
    String from = Sources.shown(places.get(0));
    for (FoundParcel found : inOrder(scan)) {
      FoundParcel all = ParcelPlaces.withHeld(depot, found, places);
      Outcome outcome = new ParcelImport(depot, request, progress).take(all, from);
      if (outcome.result() != ImportResult.INCOMPLETE) {
        finished.add(found.id().hex());
      }
      outcomes.add(outcome);
    }
    return outcomes;
  }

  /**
   * Tries the parcels that are held: what they lacked may be here now, and what one of them brings
   * may be what another waits for.
   *
   * @return the answers of those that are finished now
   */
  List<Outcome> resume() {
    List<Outcome> outcomes = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = false;
      for (String id : new HeldGoods(depot).waiting()) {
        if (finished.contains(id)) {
          continue;
        }
        for (Outcome outcome : resumed(id)) {
          finished.add(id);
          outcomes.add(outcome);
          more = true;
        }
      }
    }
    return outcomes;
  }

  private List<Outcome> resumed(String id) {
    Path held = new HeldGoods(depot).parts(id);
    return ParcelScan.scan(List.of(held)).parcels().stream()
        .filter(found -> found.id().hex().equals(id) && found.findManifest().isPresent())
        .filter(this::isReady)
        .map(
            found ->
                new ParcelImport(depot, request.unnamed(), progress).take(found, "parcels/" + id))
        .filter(outcome -> outcome.result() != ImportResult.INCOMPLETE)
        .toList();
  }

  /** Whether an attempt can finish it: everything that is not in it is here. */
  private boolean isReady(FoundParcel found) {
    Goods goods;
    try {
      goods = ParcelImport.goods(found);
    } catch (FerryException wrong) {
      return false;
    }
    Arrivals arrivals = new Arrivals(depot, found, goods, Progress.NONE);
    long[] places = goods.places();
    for (int i = 0; i < goods.items().size(); i++) {
      boolean here =
          arrivals.has(goods.number(i))
              || (goods.items().get(i).bases().stream()
                      .allMatch(base -> !goods.isHeld(base) || arrivals.has(base))
                  && found.whole(places[i], goods.items().get(i).length()));
      if (!here) {
        return false;
      }
    }
    return goods.roots().stream()
        .flatMapToInt(root -> root.needs().stream())
        .filter(goods::isHeld)
        .allMatch(arrivals::has);
  }

  private static ParcelScan scan(List<Path> places) {
    ParcelScan scan = ParcelScan.scan(places);
    if (scan.parcels().isEmpty() && scan.strangers().isEmpty()) {
      throw new FerryException(
              Failure.USAGE,
              Text.of(
                  "Cannot import `%s`: it is no bundle, and there is no part of a parcel in it",
                  "无法导入 `%s`：它不是包，其中也没有包裹的分卷", places.get(0)))
          .hint(
              Text.of(
                  "Name a bundle that `ferry pack` wrote, or a folder that `ferry export` wrote",
                  "请给出 `ferry pack` 写出的包，或 `ferry export` 写出的目录"));
    }
    return scan;
  }

  private static List<Outcome> strangers(ParcelScan scan) {
    List<Outcome> outcomes = new ArrayList<>();
    for (FileFault fault : scan.strangers()) {
      outcomes.add(
          Outcome.of(
              scan.parcels().isEmpty() ? ImportResult.REFUSED : ImportResult.COMPLETE,
              Text.of(
                  "`%s` is passed over: %s",
                  "已跳过 `%s`：%s", fault.file().getFileName(), fault.what()),
              List.of()));
    }
    return outcomes;
  }

  /** By exporter, site and number; parcels of which nobody knows come last. */
  private static List<FoundParcel> inOrder(ParcelScan scan) {
    return scan.parcels().stream()
        .sorted(Comparator.comparing(Parcels::order).thenComparing(FoundParcel::id))
        .toList();
  }

  private static String order(FoundParcel found) {
    try {
      Goods goods = ParcelImport.goods(found);
      return "0 "
          + goods.exporter()
          + " "
          + goods.site()
          + String.format(Locale.ROOT, " %09d", goods.number());
    } catch (FerryException unknown) {
      return "1";
    }
  }

  /** What would be imported; everything is read, nothing is written. */
  static List<Outcome> tried(List<Path> places, Progress progress) {
    List<Outcome> outcomes = new ArrayList<>();
    for (FoundParcel found : inOrder(scan(places))) {
      found.check(progress);
      boolean whole = found.whole();
      outcomes.add(
          Outcome.of(
              whole ? ImportResult.COMPLETE : ImportResult.INCOMPLETE,
              whole ? would(found) : lacks(found),
              List.of()));
    }
    return outcomes;
  }

  private static Text would(FoundParcel found) {
    Goods goods = ParcelImport.goods(found);
    return Text.of(
        "Would import parcel %d for %s: %s",
        "将导入第 %d 号包裹（%s）：%s",
        goods.number(),
        goods.site().map(site -> "`" + site + "`").orElse("-"),
        String.join(", ", goods.roots().stream().map(Root::name).toList()));
  }

  private static Text lacks(FoundParcel found) {
    return Text.of(
        "Parcel %s is not whole: bring %s",
        "包裹 %s 不完整：请补送%s", found.id().abbreviated(), found.need().text());
  }
}
