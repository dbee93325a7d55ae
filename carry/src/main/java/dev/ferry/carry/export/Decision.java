package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.ledger.BelievedBlob;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.model.Digest;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What travels in which form and what stays at home, decided blob by blob. */
final class Decision {
  private final Sources sources;
  private final DeltaCache deltas;
  private final Map<Digest, Blob> held = new LinkedHashMap<>();
  private final Map<Digest, PlannedItem> items = new LinkedHashMap<>();
  private final Map<Digest, AbsentBase> absent = new LinkedHashMap<>();

  private Decision(Sources sources) {
    this.sources = sources;
    this.deltas = new DeltaCache(sources.store());
  }

  /**
   * Decides anew.
   *
   * @param believed what the site is believed to have
   */
  static Decision of(
      List<Shipment> shipments, Map<Digest, BelievedBlob> believed, Sources sources) {
    Decision decision = new Decision(sources);
    decision.decide(shipments, believed);
    return decision;
  }

  /**
   * The decisions of an earlier run, which the parcel's identifier depends on.
   *
   * @param now what would be decided today, which knows what is absent; of what travels as a delta
   *     nothing is
   */
  static Decision of(ParcelRecord record, Decision now) {
    Decision decision = new Decision(now.sources);
    record.goods().held().forEach(blob -> decision.held.put(blob.digest(), blob));
    for (Item item : record.goods().items()) {
      Optional<Blob> base = item.bases().stream().mapToObj(record.goods()::blob).findFirst();
      decision.items.put(
          item.blob().digest(), new PlannedItem(item.blob(), base, item.length(), true));
      AbsentBase lacking = now.absent.get(item.blob().digest());
      if (lacking != null && item.form() == Item.Form.WHOLE) {
        decision.absent.put(item.blob().digest(), lacking);
      }
    }
    return decision;
  }

  List<Blob> held() {
    return List.copyOf(held.values());
  }

  boolean isHeld(Digest digest) {
    return held.containsKey(digest);
  }

  List<PlannedItem> items() {
    return List.copyOf(items.values());
  }

  List<AbsentBase> absent() {
    return List.copyOf(absent.values());
  }

  /** Whether something large that an earlier plan carries whole would be a delta now. */
  boolean isBetterThan(ParcelRecord record) {
    return record.goods().items().stream()
        .filter(item -> item.form() == Item.Form.WHOLE)
        .filter(item -> item.blob().size() > AbsentBase.WORTH)
        .map(item -> items.get(item.blob().digest()))
        .anyMatch(item -> item != null && item.base().isPresent());
  }

  private void decide(List<Shipment> shipments, Map<Digest, BelievedBlob> believed) {
    BaseChooser chooser = new BaseChooser(sources, described(believed.values()));
    for (Shipment shipment : shipments) {
      for (Blob blob : shipment.blobs()) {
        if (believed.containsKey(blob.digest())) {
          held.putIfAbsent(blob.digest(), blob);
        } else if (!items.containsKey(blob.digest())) {
          items.put(blob.digest(), item(blob, chooser));
          chooser.add(BelievedBlob.of(blob));
        }
      }
    }
    for (PlannedItem item : items.values()) {
      item.base()
          .filter(base -> !items.containsKey(base.digest()))
          .ifPresent(base -> held.putIfAbsent(base.digest(), base));
    }
  }

  /** With the titles that bundles on this machine give; an inventory may have none. */
  private List<BelievedBlob> described(Collection<BelievedBlob> believed) {
    return believed.stream()
        .map(blob -> sources.title(blob.digest()).map(blob::titled).orElse(blob))
        .toList();
  }

  private PlannedItem item(Blob blob, BaseChooser chooser) {
    Optional<BelievedBlob> base = chooser.find(blob);
    if (base.isEmpty()) {
      chooser.findAbsent(blob).ifPresent(lacking -> absent.put(blob.digest(), lacking));
    }
    if (base.isEmpty() || deltas.isUseless(base.get().digest(), blob.digest())) {
      return new PlannedItem(blob, Optional.empty(), blob.size(), true);
    }
    BelievedBlob old = base.get();
    Blob known = new Blob(old.digest(), old.size(), GoodsTitle.of(old.title()));
    Optional<Path> made = deltas.find(old.digest(), blob.digest());
    if (made.isPresent()) {
      return new PlannedItem(blob, Optional.of(known), DeltaCache.size(made.get()), true);
    }
    long estimate =
        Similarity.to(sources, blob.digest(), blob.size())
            .estimate(sources, old.digest(), old.size());
    return new PlannedItem(blob, Optional.of(known), estimate, false);
  }
}
