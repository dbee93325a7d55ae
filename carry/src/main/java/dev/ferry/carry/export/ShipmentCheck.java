package dev.ferry.carry.export;

import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.carry.ledger.SiteState;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What shipments must have in common. */
final class ShipmentCheck {
  private ShipmentCheck() {}

  /**
   * Compares them.
   *
   * @throws FerryException of kind USAGE where nothing is carried, a name is there twice, or an
   *     image comes without its bundle
   */
  static void check(List<Shipment> shipments, SiteState state, List<ParcelRecord> records) {
    if (shipments.isEmpty()) {
      throw new FerryException(
          Failure.USAGE,
          Text.of("missing `BUNDLE`: nothing is named to carry", "缺少 `BUNDLE`：未指定要携带的内容"));
    }
    Set<String> names = new HashSet<>();
    Set<Digest> known = new HashSet<>();
    shipments.forEach(one -> known.add(one.digest()));
    state.inventory().stream()
        .flatMap(inventory -> inventory.roots().stream())
        .forEach(root -> known.add(root.digest()));
    records.forEach(record -> record.goods().roots().forEach(root -> known.add(root.digest())));
    for (Shipment shipment : shipments) {
      if (!names.add(shipment.kind() + " " + shipment.name().toLowerCase(Locale.ROOT))) {
        throw new FerryException(
            Failure.USAGE,
            Text.of(
                "Cannot carry two of the name `%s` in one parcel",
                "一个包裹中不能有两个名为 `%s` 的内容", shipment.name()));
      }
      if (shipment.root().apply(Numbers.NONE) instanceof Root.Image image
          && !known.contains(image.bundle())) {
        throw new FerryException(
                Failure.USAGE,
                Text.of(
                    "Cannot carry the image `%s` alone: the site was never sent its bundle `%s`",
                    "无法单独携带镜像 `%s`：从未向该站点发送其包 `%s`", image.name(), image.bundle()))
            .hint(Text.of("Name the bundle, too", "请同时给出该包"));
      }
    }
  }
}
