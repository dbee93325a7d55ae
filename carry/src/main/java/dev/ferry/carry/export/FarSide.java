package dev.ferry.carry.export;

import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.parcel.ParcelPlan;
import dev.ferry.delta.apply.DeltaApplier;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import java.util.Optional;

/** How much room a parcel takes where it is imported. */
final class FarSide {
  private FarSide() {}

  /** What a person is told before anything is written. */
  static Text line(Goods goods, ParcelPlan cut, DeltaCache deltas) {
    return Text.of(
        "The far side needs %1$s for what it gets, %2$s more while deltas are applied, and up to"
            + " %3$s more to keep parts while others are missing",
        "对方需要 %1$s 存放所得内容，应用差分时另需 %2$s；若有分卷缺失，暂存其余分卷最多再需 %3$s",
        new DataSize(goods.items().stream().mapToLong(item -> item.blob().size()).sum()),
        new DataSize(
            goods.items().stream().mapToLong(item -> scratch(goods, item, deltas)).max().orElse(0)),
        new DataSize(cut.bytes()));
  }

  /** Bytes of the delta, of what it makes and of the scratch files meanwhile. */
  private static long scratch(Goods goods, Item item, DeltaCache deltas) {
    return item.bases().stream()
        .mapToObj(base -> deltas.find(goods.blob(base).digest(), item.blob().digest()))
        .flatMap(Optional::stream)
        .mapToLong(file -> item.length() + DeltaApplier.header(file).scratch())
        .sum();
  }
}
