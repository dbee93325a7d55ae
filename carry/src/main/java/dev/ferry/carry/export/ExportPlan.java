package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.model.Digest;
import java.time.Instant;
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
 * @param made the record of the same plan, where an earlier run made it already
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
    Optional<ParcelRecord> made) {
  public ExportPlan {
    shipments = List.copyOf(shipments);
    held = List.copyOf(held);
    items = List.copyOf(items);
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
