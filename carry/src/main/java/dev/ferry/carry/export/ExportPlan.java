package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an export will do.
 *
 * @param site that it is for
 * @param number of the parcel
 * @param created when it was planned first
 * @param against digest of the inventory that was given
 * @param intent digest of everything that the plan follows from
 * @param shipments what it brings
 * @param held blobs that stay at home because the site has them, and bases of deltas
 * @param items blobs that travel, in order
 * @param absent what would be smaller if its base were on this machine
 * @param made the record of the same plan, where an earlier run made it already
 * @param replaces number of an earlier plan of the same, which lacked bases that are here now
 */
public record ExportPlan(
    Optional<SiteName> site,
    int number,
    Instant created,
    Optional<Digest> against,
    Digest intent,
    List<Shipped> shipments,
    List<Blob> held,
    List<PlannedItem> items,
    List<AbsentBase> absent,
    Optional<ParcelRecord> made,
    Optional<Integer> replaces) {
  public ExportPlan {
    shipments = List.copyOf(shipments);
    held = List.copyOf(held);
    items = List.copyOf(items);
    absent = List.copyOf(absent);
  }

  /**
   * What travels, for people.
   *
   * @param kind {@code bundle}, {@code image} or {@code file}
   * @param name that it gets on the far side
   * @param digest that stands for it
   * @param blobs how many it needs
   * @param size bytes of all of them
   * @param held how many of them the site has
   */
  public record Shipped(String kind, String name, Digest digest, int blobs, long size, int held) {}

  /** What a person has to know before anything is made. */
  public List<Text> notes() {
    List<Text> notes = new ArrayList<>();
    made.ifPresent(
        record ->
            notes.add(
                Text.of(
                    "Goes on with parcel %d as planned at %s",
                    "继续包裹 %d，计划时间 %s", record.number(), created)));
    replaces.ifPresent(
        old ->
            notes.add(
                Text.of(
                    "Planned anew as parcel %d, which comes instead of parcel %d: bases are here"
                        + " now that were not",
                    "重新计划为包裹 %d，取代包裹 %d：现在有了当时没有的基准", number, old)));
    absent.stream().map(AbsentBase::text).forEach(notes::add);
    return notes;
  }

  /** The same plan, which knows more of what is absent. */
  ExportPlan absent(List<AbsentBase> told) {
    return new ExportPlan(
        site, number, created, against, intent, shipments, held, items, told, made, replaces);
  }

  /** Bytes of everything, if it were carried whole. */
  public long whole() {
    return shipments.stream().mapToLong(Shipped::size).sum();
  }

  /** Bytes of the payload, at most. */
  public long estimate() {
    return items.stream().mapToLong(PlannedItem::estimate).sum();
  }

  /** Whether the estimate is what it will be. */
  public boolean isExact() {
    return items.stream().allMatch(PlannedItem::exact);
  }

  /** How many items are deltas, as far as is known. */
  public long deltas() {
    return items.stream().filter(item -> item.base().isPresent()).count();
  }
}
