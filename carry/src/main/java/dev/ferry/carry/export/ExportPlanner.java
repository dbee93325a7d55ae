package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.ledger.Belief;
import dev.ferry.carry.ledger.BelievedBlob;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.carry.ledger.SiteState;
import dev.ferry.model.Digest;
import dev.ferry.oci.CanonicalJson;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Decides what travels in which form. Makes no delta and writes nothing. */
final class ExportPlanner {
  private final ExportRequest request;
  private final SiteState state;
  private final List<ParcelRecord> records;
  private final List<Shipment> shipments;
  private final Sources sources;
  private final DeltaCache deltas;
  private final Map<Digest, Blob> held = new LinkedHashMap<>();
  private final Map<Digest, PlannedItem> items = new LinkedHashMap<>();

  /**
   * @param state what the site said, the inventory that was given included
   * @param records every parcel so far; none whose plan shall not be taken up again
   */
  ExportPlanner(
      ExportRequest request,
      SiteState state,
      List<ParcelRecord> records,
      List<Shipment> shipments,
      Sources sources) {
    this.request = request;
    this.state = state;
    this.records = List.copyOf(records);
    this.shipments = shipments;
    this.sources = sources;
    this.deltas = new DeltaCache(sources.store());
  }

  /**
   * The plan.
   *
   * @param again whether an earlier run's plan is taken up; not where its deltas are lost
   */
  ExportPlan plan(boolean again) {
    Digest intent = intent();
    Optional<ParcelRecord> made =
        records.stream().filter(record -> again && record.intent().equals(intent)).findFirst();
    int number = records.stream().mapToInt(ParcelRecord::number).max().orElse(0) + 1;
    if (made.isPresent()) {
      replay(made.get());
    } else {
      decide(number);
    }
    return new ExportPlan(
        request.site(),
        made.map(ParcelRecord::number).orElse(number),
        made.map(record -> record.goods().created())
            .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS)),
        request.against().map(ExportRequest.Against::digest),
        intent,
        shipments.stream().map(this::shipped).toList(),
        List.copyOf(held.values()),
        List.copyOf(items.values()),
        made);
  }

  /** Everything that the plan follows from, except for the parcels that went before. */
  private Digest intent() {
    Map<String, Object> tree = new TreeMap<>();
    List<Object> roots = new ArrayList<>();
    for (Shipment shipment : shipments) {
      List<String> digests =
          shipment.blobs().stream().map(blob -> blob.digest().toString()).sorted().toList();
      roots.add(
          Map.of(
              "kind", shipment.kind(),
              "name", shipment.name(),
              "digest", shipment.digest().toString(),
              "blobs", Digest.of(CanonicalJson.bytes(digests)).toString()));
    }
    tree.put("roots", roots);
    tree.put("state", state.digest().toString());
    request.against().ifPresent(against -> tree.put("against", against.digest().toString()));
    tree.put("partSize", request.options().partSize());
    tree.put("parity", request.options().parityPercent());
    tree.put("suffix", request.options().suffix());
    tree.put("unconfirmed", request.unconfirmed());
    return Digest.of(CanonicalJson.bytes(tree));
  }

  /** The decisions of an earlier run, which the parcel's identifier depends on. */
  private void replay(ParcelRecord record) {
    record.goods().held().forEach(blob -> held.put(blob.digest(), blob));
    for (Item item : record.goods().items()) {
      Optional<Blob> base = item.bases().stream().mapToObj(record.goods()::blob).findFirst();
      items.put(item.blob().digest(), new PlannedItem(item.blob(), base, item.length(), true));
    }
  }

  private void decide(int number) {
    Map<Digest, BelievedBlob> believed =
        request.site().isEmpty()
            ? Map.of()
            : Belief.of(state, records, number, request.unconfirmed());
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

  private ExportPlan.Shipped shipped(Shipment shipment) {
    Set<Digest> distinct = new HashSet<>();
    long size = 0;
    int there = 0;
    for (Blob blob : shipment.blobs()) {
      if (distinct.add(blob.digest())) {
        size += blob.size();
        there += held.containsKey(blob.digest()) ? 1 : 0;
      }
    }
    return new ExportPlan.Shipped(
        shipment.kind(), shipment.name(), shipment.digest(), distinct.size(), size, there);
  }
}
