package dev.ferry.carry.ledger;

import dev.ferry.carry.goods.Numbers;
import dev.ferry.carry.inventory.Inventory;
import dev.ferry.model.Digest;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a site said.
 *
 * @param inventory the newest one that was seen
 * @param arrived numbers of parcels that arrived wholly, by receipts that came without an inventory
 * @param confirmed blobs that it has, by a request that did not ask for them
 * @param denied blobs that it has not, because it asked for them
 */
public record SiteState(
    Optional<Inventory> inventory,
    Numbers arrived,
    SortedSet<Digest> confirmed,
    SortedSet<Digest> denied) {
  /** Of a site that never said anything. */
  public static final SiteState SILENT =
      new SiteState(Optional.empty(), Numbers.NONE, new TreeSet<>(), new TreeSet<>());

  public SiteState {
    confirmed = Collections.unmodifiableSortedSet(new TreeSet<>(confirmed));
    denied = Collections.unmodifiableSortedSet(new TreeSet<>(denied));
  }

  /** With a newer inventory, which settles what was asked for before. */
  public SiteState with(Inventory newer) {
    return new SiteState(Optional.of(newer), arrived, new TreeSet<>(), new TreeSet<>());
  }

  /** With a parcel that arrived. */
  public SiteState withArrived(int number) {
    Set<Integer> numbers = new TreeSet<>();
    arrived.stream().forEach(numbers::add);
    numbers.add(number);
    return new SiteState(inventory, Numbers.of(numbers), confirmed, denied);
  }

  /** With what a request says. */
  public SiteState with(Set<Digest> has, Set<Digest> lacks) {
    SortedSet<Digest> yes = new TreeSet<>(confirmed);
    yes.addAll(has);
    yes.removeAll(lacks);
    SortedSet<Digest> no = new TreeSet<>(denied);
    no.removeAll(has);
    no.addAll(lacks);
    return new SiteState(inventory, arrived, yes, no);
  }

  /** A digest of all of it. */
  public Digest digest() {
    return Digest.of(StateFile.bytes(this));
  }
}
