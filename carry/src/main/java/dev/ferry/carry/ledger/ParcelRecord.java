package dev.ferry.carry.ledger;

import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.parcel.PartOptions;
import dev.ferry.model.Digest;
import java.util.List;
import java.util.Optional;

/**
 * A parcel as it was planned.
 *
 * @param goods what it holds
 * @param options how it is cut
 * @param parcel its identifier, 32 hexadecimal digits; absent until it was cut
 * @param intent digest of everything that the plan follows from; the same command finds its plan by
 *     it
 * @param origins where what is carried lay on this machine: bundles, recipes, files
 */
public record ParcelRecord(
    Goods goods,
    PartOptions options,
    Optional<String> parcel,
    Digest intent,
    List<String> origins) {
  public ParcelRecord {
    origins = List.copyOf(origins);
  }

  public int number() {
    return goods.number();
  }

  /** The same, cut. */
  public ParcelRecord cut(String id) {
    return new ParcelRecord(goods, options, Optional.of(id), intent, origins);
  }
}
