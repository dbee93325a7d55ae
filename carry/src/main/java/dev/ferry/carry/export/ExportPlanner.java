package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.ledger.Belief;
import dev.ferry.carry.ledger.BelievedBlob;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.carry.ledger.SiteState;
import dev.ferry.model.Digest;
import dev.ferry.oci.CanonicalJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
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
  }

  /**
   * The plan.
   *
   * @param again whether an earlier run's plan is taken up; not where its deltas are lost. It is
   *     not where bases are here now that were not: had the site said a word of it, the intent were
   *     another
   */
  ExportPlan plan(boolean again) {
    Digest intent = intent();
    Optional<ParcelRecord> last =
        records.stream()
            .filter(record -> again && record.intent().equals(intent))
            .reduce((first, second) -> second);
    Optional<Decision> now = last.map(this::decideAgain);
    Optional<ParcelRecord> made = last.filter(record -> !now.orElseThrow().isBetterThan(record));
    int number = records.stream().mapToInt(ParcelRecord::number).max().orElse(0) + 1;
    Decision decision =
        made.map(record -> Decision.of(record, now.orElseThrow()))
            .orElseGet(() -> decide(records, number));
    return new ExportPlan(
        request.site(),
        made.map(ParcelRecord::number).orElse(number),
        made.map(record -> record.goods().created())
            .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS)),
        request.against().map(ExportRequest.Against::digest),
        intent,
        shipments.stream().map(shipment -> shipped(shipment, decision)).toList(),
        decision.held(),
        decision.items(),
        decision.absent(),
        made,
        made.isPresent() ? Optional.empty() : last.map(ParcelRecord::number));
  }

  /** What an earlier run would decide with the bases that are here now. */
  private Decision decideAgain(ParcelRecord record) {
    List<ParcelRecord> before =
        records.stream().filter(other -> other.number() < record.number()).toList();
    return decide(before, record.number());
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

  private Decision decide(List<ParcelRecord> before, int number) {
    Map<Digest, BelievedBlob> believed =
        request.site().isEmpty()
            ? Map.of()
            : Belief.of(state, before, number, request.unconfirmed(), replaced());
    return Decision.of(shipments, believed, sources);
  }

  /** Parcels with the same goods: this one comes instead of them, so it cannot rest on them. */
  private Set<Integer> replaced() {
    Set<Digest> roots = new HashSet<>();
    shipments.forEach(shipment -> roots.add(shipment.digest()));
    Set<Integer> numbers = new HashSet<>();
    for (ParcelRecord record : records) {
      Set<Digest> others = new HashSet<>();
      record.goods().roots().forEach(root -> others.add(root.digest()));
      if (others.equals(roots)) {
        numbers.add(record.number());
      }
    }
    return numbers;
  }

  private static ExportPlan.Shipped shipped(Shipment shipment, Decision decision) {
    Set<Digest> distinct = new HashSet<>();
    long size = 0;
    int there = 0;
    for (Blob blob : shipment.blobs()) {
      if (distinct.add(blob.digest())) {
        size += blob.size();
        there += decision.isHeld(blob.digest()) ? 1 : 0;
      }
    }
    return new ExportPlan.Shipped(
        shipment.kind(), shipment.name(), shipment.digest(), distinct.size(), size, there);
  }
}
