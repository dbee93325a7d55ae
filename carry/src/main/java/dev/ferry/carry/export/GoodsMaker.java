package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.ExporterId;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.goods.Root;
import dev.ferry.model.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes the table of contents of a plan whose deltas were made. */
final class GoodsMaker {
  private final ExportPlan plan;
  private final List<Shipment> shipments;
  private final Map<Digest, Path> deltas;
  private final Map<Digest, Integer> numbers = new HashMap<>();

  private GoodsMaker(ExportPlan plan, List<Shipment> shipments, Map<Digest, Path> deltas) {
    this.plan = plan;
    this.shipments = shipments;
    this.deltas = deltas;
  }

  /**
   * The goods.
   *
   * @param deltas by the digest of what they make
   */
  static Goods goods(
      ExportPlan plan, List<Shipment> shipments, Map<Digest, Path> deltas, ExporterId exporter) {
    return new GoodsMaker(plan, shipments, deltas).goods(exporter);
  }

  private Goods goods(ExporterId exporter) {
    List<Blob> held = held();
    held.forEach(blob -> numbers.put(blob.digest(), numbers.size()));
    List<Item> items = new ArrayList<>();
    for (PlannedItem item : plan.items()) {
      items.add(item(item));
      numbers.put(item.blob().digest(), numbers.size());
    }
    List<Root> roots = new ArrayList<>();
    for (Shipment shipment : shipments) {
      List<Integer> needs =
          shipment.blobs().stream().map(blob -> numbers.get(blob.digest())).toList();
      roots.add(shipment.root().apply(Numbers.of(needs)));
    }
    return new Goods(
        exporter, plan.site(), plan.number(), plan.against(), plan.created(), roots, held, items);
  }

  /** What the roots need and the site has, and bases of deltas that are worth it. */
  private List<Blob> held() {
    Set<Digest> wanted = new HashSet<>();
    shipments.forEach(one -> one.blobs().forEach(blob -> wanted.add(blob.digest())));
    for (PlannedItem item : plan.items()) {
      if (deltas.containsKey(item.blob().digest())) {
        item.base().ifPresent(base -> wanted.add(base.digest()));
      }
    }
    return plan.held().stream().filter(blob -> wanted.contains(blob.digest())).toList();
  }

  private Item item(PlannedItem item) {
    Path delta = deltas.get(item.blob().digest());
    if (delta == null) {
      return Item.whole(item.blob());
    }
    int base = Objects.requireNonNull(numbers.get(item.base().orElseThrow().digest()));
    return Item.delta(item.blob(), DeltaCache.size(delta), base);
  }
}
