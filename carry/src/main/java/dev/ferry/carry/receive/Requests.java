package dev.ferry.carry.receive;

import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.inventory.NumberRange;
import dev.ferry.carry.parcel.PartNeed;
import dev.ferry.carry.receipt.Missing;
import dev.ferry.carry.request.Request;
import dev.ferry.carry.request.RequestCodec;
import dev.ferry.carry.request.Wanted;
import dev.ferry.model.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Says what to bring, for people, for files and for typing. */
final class Requests {
  private Requests() {}

  /** What a receipt says: as many of the missing parts as are enough, the first of them. */
  static Missing missing(Goods goods, PartNeed parts, Collection<Integer> blobs) {
    List<Long> numbers =
        parts.missing().stream().limit(parts.enough()).map(Integer::longValue).toList();
    return new Missing(
        NumberRange.of(numbers),
        blobs.stream().sorted().map(number -> goods.blob(number).digest()).toList());
  }

  /** The lines to type. */
  static String typed(Goods goods, Missing missing) {
    Map<Digest, Integer> numbers = goods.numbers();
    List<Integer> parts = new ArrayList<>();
    for (NumberRange range : missing.parts()) {
      for (long part = range.first(); part <= range.last(); part++) {
        parts.add((int) part);
      }
    }
    List<Integer> blobs =
        missing.blobs().stream()
            .map(digest -> Objects.requireNonNull(numbers.get(digest)))
            .toList();
    Wanted wanted = new Wanted(goods.number(), Numbers.of(parts), Numbers.of(blobs));
    return RequestCodec.encode(new Request(goods.exporter(), goods.site(), List.of(wanted)));
  }
}
