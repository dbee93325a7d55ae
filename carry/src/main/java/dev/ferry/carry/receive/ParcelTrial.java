package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.LedgerEntry;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.parcel.FoundParcel;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.Missing;
import dev.ferry.model.Progress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what an import of a parcel would do, and writes nothing. Every slice is read; deltas are
 * believed, because only applying one shows that it is right.
 */
final class ParcelTrial extends Reception {
  private final Depot depot;
  private final Stock stock;
  private final Progress progress;

  ParcelTrial(Depot depot, Stock stock, ImportRequest request, Progress progress) {
    super(depot, stock, request);
    this.depot = depot;
    this.stock = stock;
    this.progress = progress;
  }

  @Override
  Outcome withoutManifest(FoundParcel found) {
    Room.requireToHold(depot.folder(), found);
    return Outcome.of(ImportResult.INCOMPLETE, headlessLine(found), List.of());
  }

  @Override
  Outcome repeated(Contents contents, LedgerEntry before) {
    return Outcome.of(ImportResult.COMPLETE, repeatedLine(contents, before), present(before));
  }

  @Override
  Outcome take(Contents contents, String from) {
    FoundParcel found = contents.found();
    Goods goods = contents.goods();
    found.check(progress);
    Room.require(depot.folder(), found, need(goods));
    long[] places = goods.places();
    boolean lost = false;
    int made = 0;
    for (int i = 0; i < goods.items().size(); i++) {
      Item item = goods.items().get(i);
      if (!stock.has(item.blob())
          && item.bases().stream().allMatch(base -> stock.has(goods.blob(base)))) {
        boolean whole = found.whole(places[i], item.length());
        lost |= !whole;
        made += whole ? 1 : 0;
        if (whole) {
          stock.bring(item.blob().digest());
        }
      }
    }
    Placed placed = places(contents).tried();
    Missing missing =
        new Lacking(goods, number -> stock.has(goods.blob(number)))
            .missing(found, placed.open(), Set.of(), lost);
    Taken taken =
        new Taken(
            contents,
            from,
            placed.roots(),
            missing,
            placed.result(missing),
            placed.later(),
            placed.named(),
            made,
            placed.reasons());
    return new Outcome(
        taken.result(),
        AnswerLines.tried(taken),
        AnswerLines.details(depot, taken, true),
        taken.roots(),
        Optional.empty());
  }

  private long need(Goods goods) {
    return goods.items().stream()
        .filter(item -> !stock.has(item.blob()))
        .mapToLong(item -> item.blob().size())
        .sum();
  }
}
