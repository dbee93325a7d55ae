package dev.ferry.carry.export;

import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.inventory.NumberRange;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.carry.ledger.SiteLedger;
import dev.ferry.carry.receipt.Receipt;
import dev.ferry.carry.request.Request;
import dev.ferry.carry.request.Wanted;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a site asks for, in terms of recorded parcels.
 *
 * @param site that asks
 * @param wanted by parcel
 */
record Asked(Optional<SiteName> site, List<One> wanted) {
  Asked {
    wanted = List.copyOf(wanted);
  }

  /**
   * What is asked for of one parcel.
   *
   * @param record the parcel
   * @param parts numbers of parts
   * @param blobs numbers of its goods
   * @param all every part, whatever the numbers say
   */
  record One(ParcelRecord record, Numbers parts, Numbers blobs, boolean all) {}

  static Asked of(Request request, SiteLedger ledger) {
    List<One> wanted = new ArrayList<>();
    for (Wanted one : request.wanted()) {
      ParcelRecord record =
          ledger.find(one.parcel()).orElseThrow(() -> unknown(one.parcel(), ledger));
      if (!one.blobs().isBelow(record.goods().count())) {
        throw new FerryException(
            Failure.USAGE,
            Text.of(
                "The request asks for blob %s of parcel %d, which has %d",
                "请求要求包裹 %2$d 的数据块 %1$s，而该包裹只有 %3$d 个",
                one.blobs(),
                one.parcel(),
                record.goods().count()));
      }
      wanted.add(new One(record, one.parts(), one.blobs(), false));
    }
    if (request.rest() > 0) {
      ledger.records().stream()
          .filter(record -> record.number() >= request.rest())
          .forEach(record -> wanted.add(new One(record, Numbers.NONE, Numbers.NONE, true)));
    }
    return new Asked(request.site(), wanted);
  }

  /** What a receipt says is missing; nothing where it says so. */
  static Asked of(Receipt receipt, SiteLedger ledger) {
    Optional<SiteName> site = ledger.site();
    if (receipt.missing().isNothing()) {
      return new Asked(site, List.of());
    }
    int number = (int) Math.min(receipt.number(), Numbers.LARGEST);
    ParcelRecord record = ledger.find(number).orElseThrow(() -> unknown(number, ledger));
    Goods goods = record.goods();
    Map<Digest, Integer> numbers = goods.numbers();
    TreeSet<Integer> blobs = new TreeSet<>();
    receipt.missing().blobs().stream()
        .map(numbers::get)
        .filter(Objects::nonNull)
        .forEach(blobs::add);
    return new Asked(site, List.of(new One(record, parts(receipt), Numbers.of(blobs), false)));
  }

  private static Numbers parts(Receipt receipt) {
    TreeSet<Integer> parts = new TreeSet<>();
    for (NumberRange range : receipt.missing().parts()) {
      for (long part = range.first(); part <= Math.min(range.last(), Numbers.LARGEST); part++) {
        parts.add((int) part);
      }
    }
    return Numbers.of(parts);
  }

  private static FerryException unknown(int number, SiteLedger ledger) {
    return new FerryException(
            Failure.USAGE,
            Text.of(
                "The export ledger has no parcel %d for `%s`",
                "导出账本中没有发往 `%2$s` 的包裹 %1$d", number, ledger.site().map(SiteName::value).orElse("")))
        .hint(
            Text.of(
                "Where a copy of that parcel is kept, `ferry export --rebuild-ledger FOLDER` enters"
                    + " it again",
                "如保留有该包裹的副本，可用 `ferry export --rebuild-ledger FOLDER` 重新登记"));
  }
}
