package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.HeldGoods;
import dev.ferry.carry.depot.LedgerEntry;
import dev.ferry.carry.depot.ParcelName;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.parcel.FoundParcel;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.DataSize;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.List;
import java.util.Optional;

/**
 * Answers a parcel: what is said before anything of it is taken is the same in an import and in a
 * trial, and so is the order of the questions.
 */
abstract sealed class Reception permits ParcelImport, ParcelTrial {
  static final DataSize SLACK = new DataSize(8 << 20);

  private final Depot depot;
  private final Stock stock;
  private final ImportRequest request;

  Reception(Depot depot, Stock stock, ImportRequest request) {
    this.depot = depot;
    this.stock = stock;
    this.request = request;
  }

  /**
   * Answers what is here of a parcel.
   *
   * @param from what the ledger says where it came from
   */
  final Outcome answer(FoundParcel found, String from) {
    if (found.refusal().isPresent()) {
      return refused(found.refusal().get());
    }
    if (found.findManifest().isEmpty()) {
      return repeated(found).orElseGet(() -> withoutManifest(found));
    }
    Contents contents;
    try {
      contents = Contents.of(found);
    } catch (FerryException wrong) {
      return refused(wrong.text());
    }
    Optional<Text> other = otherSite(contents.name());
    if (other.isPresent()) {
      return refused(other.get());
    }
    return repeated(contents).orElseGet(() -> take(contents, from));
  }

  private static Outcome refused(Text why) {
    return Outcome.of(ImportResult.REFUSED, why, List.of());
  }

  /** Nobody knows what it holds or for whom; it waits for the part that says so. */
  abstract Outcome withoutManifest(FoundParcel found);

  /** All of it was imported before, and is still there. */
  abstract Outcome repeated(Contents contents, LedgerEntry before);

  /** Takes what is here. */
  abstract Outcome take(Contents contents, String from);

  final RootPlaces places(Contents contents) {
    Naming naming = new Naming(contents.goods(), request.as());
    return new RootPlaces(depot, stock, contents, naming);
  }

  private Optional<Text> otherSite(ParcelName parcel) {
    Optional<String> site = request.site().isPresent() ? request.site() : depot.site();
    if (parcel.site().isEmpty() || site.isEmpty() || site.get().equals(parcel.site())) {
      return Optional.empty();
    }
    return Optional.of(
        Text.of(
            "Parcel %d is for the site `%s`, this depot belongs to `%s`: refused, nothing changed",
            "第 %d 号包裹属于站点 `%s`，此仓库属于 `%s`：已拒绝，未作任何改动", parcel.number(), parcel.site(), site.get()));
  }

  /** Parts of which none says what it holds: the depot may know it from before. */
  private Optional<Outcome> repeated(FoundParcel found) {
    Optional<ParcelName> name = new ParcelHistory(depot).find(found.id().hex());
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<Goods> goods = new HeldGoods(depot).find(found.id().hex());
      return goods.flatMap(known -> repeated(new Contents(found, known, name.get())));
    } catch (FerryException damaged) {
      // What the depot remembers of it cannot be read: the part that says so is asked for.
      return Optional.empty();
    }
  }

  private Optional<Outcome> repeated(Contents contents) {
    Optional<LedgerEntry> before = new ParcelHistory(depot).findComplete(contents.name());
    return before
        .filter(entry -> places(contents).isWhole())
        .map(entry -> repeated(contents, entry));
  }

  static Text repeatedLine(Contents contents, LedgerEntry before) {
    return Text.of(
        "Parcel %d was imported at %s already: nothing to do",
        "第 %d 号包裹已于 %s 导入：无需操作", contents.name().number(), before.at());
  }

  /** What an import kept then was here before, now. */
  static List<RootReceipt> present(LedgerEntry before) {
    return before.roots().stream()
        .map(
            root ->
                root.state() == RootState.KEPT
                    ? new RootReceipt(root.kind(), root.name(), root.digest(), RootState.PRESENT)
                    : root)
        .toList();
  }

  static Text headlessLine(FoundParcel found) {
    return Text.of(
        "Parcel %s is not whole: none of its %s that are here says what it holds; it is held;"
            + " bring %s",
        "包裹 %s 不完整：现有的 %s 都没有清单；已保存；请补送%s",
        found.id().abbreviated(),
        Text.count(found.parts().size(), "part", "个分卷"),
        found.need().text());
  }
}
