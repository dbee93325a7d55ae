package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.HeldGoods;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Takes all parcels that lie somewhere, oldest first, and finishes those that the depot holds. */
final class Parcels {
  private final Depot depot;
  private final ImportRequest request;
  private final Stock stock;
  private final Function<ImportRequest, Reception> reception;

  /** Parcels that this run has answered, and how. */
  private final Set<String> finished = new HashSet<>();

  private Parcels(
      Depot depot,
      ImportRequest request,
      Stock stock,
      Function<ImportRequest, Reception> reception) {
    this.depot = depot;
    this.request = request;
    this.stock = stock;
    this.reception = reception;
  }

  static Parcels taking(Depot depot, ImportRequest request, Progress progress) {
    return new Parcels(
        depot, request, new Stock(depot), asked -> new ParcelImport(depot, asked, progress));
  }

  /** Says what would be done, and writes nothing. */
  static Parcels trying(Depot depot, ImportRequest request, Stock stock, Progress progress) {
    return new Parcels(
        depot, request, stock, asked -> new ParcelTrial(depot, stock, asked, progress));
  }

  /** Fails where no part of a parcel, and nothing like one, is in these places. */
  static void requireSomething(List<Path> places) {
    scan(places);
  }

  /** Takes what is in these places. */
  List<Outcome> take(List<Path> places) {
    ParcelScan scan = scan(places);
    requireOneName(scan);
    List<Outcome> outcomes = new ArrayList<>(strangers(scan));
    String from = Sources.shown(places.get(0));
    for (FoundParcel found : inOrder(scan)) {
      FoundParcel all = ParcelPlaces.withHeld(depot, found, places);
      Outcome outcome = reception.apply(request).answer(all, from);
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
        .map(found -> reception.apply(request.unnamed()).answer(found, "parcels/" + id))
        .filter(outcome -> outcome.result() != ImportResult.INCOMPLETE)
        .toList();
  }

  /** Whether an attempt can finish it: everything that is not in it is here, its names are free. */
  private boolean isReady(FoundParcel found) {
    Optional<Contents> contents = contents(found);
    if (contents.isEmpty()) {
      return false;
    }
    Goods goods = contents.get().goods();
    long[] places = goods.places();
    for (int i = 0; i < goods.items().size(); i++) {
      Item item = goods.items().get(i);
      boolean here =
          stock.has(item.blob())
              || (item.bases().stream()
                      .allMatch(base -> !goods.isHeld(base) || stock.has(goods.blob(base)))
                  && found.whole(places[i], item.length()));
      if (!here) {
        return false;
      }
    }
    return goods.roots().stream()
            .flatMapToInt(root -> root.needs().stream())
            .filter(goods::isHeld)
            .allMatch(number -> stock.has(goods.blob(number)))
        && goods.roots().stream().allMatch(root -> isFree(root, contents.get()));
  }

  /** What was refused once for its name is not refused again with every import. */
  private boolean isFree(Root root, Contents contents) {
    return !new ParcelHistory(depot).isRefused(contents.name().id())
        || stock.findRefusal(Naming.kind(root), root.name(), root.digest()).isEmpty();
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
    return goods(found)
        .map(
            goods ->
                String.format(
                    Locale.ROOT, "0 %s %s %09d", goods.exporter(), goods.site(), goods.number()))
        .orElse("1");
  }

  /** Another name can be given to one thing. */
  private void requireOneName(ParcelScan scan) {
    if (request.as().isEmpty()) {
      return;
    }
    List<Goods> bringing =
        inOrder(scan).stream()
            .flatMap(found -> goods(found).stream())
            .filter(goods -> !goods.roots().isEmpty())
            .toList();
    boolean one = bringing.size() == 1 && Naming.findMeant(bringing.get(0)).isPresent();
    if (!bringing.isEmpty() && !one) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "`--as` names one thing: there are %s",
              "`--as` 只为一项命名：此处有 %s",
              String.join(
                  ", ",
                  bringing.stream()
                      .flatMap(goods -> goods.roots().stream())
                      .map(root -> "`" + root.name() + "`")
                      .toList())));
    }
  }

  private static Optional<Goods> goods(FoundParcel found) {
    return contents(found).map(Contents::goods);
  }

  private static Optional<Contents> contents(FoundParcel found) {
    try {
      return Optional.of(Contents.of(found));
    } catch (FerryException unknown) {
      return Optional.empty();
    }
  }
}
