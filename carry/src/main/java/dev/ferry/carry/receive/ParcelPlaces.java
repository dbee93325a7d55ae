package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.HeldGoods;
import dev.ferry.carry.parcel.FoundParcel;
import dev.ferry.carry.parcel.ParcelScan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where parts of parcels lie: what a person named, and what the depot holds. */
final class ParcelPlaces {
  private ParcelPlaces() {}

  /** A parcel, of whose parts some may be held in the depot already. */
  static FoundParcel withHeld(Depot depot, FoundParcel found, List<Path> places) {
    Path held = new HeldGoods(depot).parts(found.id().hex());
    if (!Files.isDirectory(held)) {
      return found;
    }
    List<Path> all = new ArrayList<>(places);
    all.add(held);
    return ParcelScan.scan(all).parcels().stream()
        .filter(one -> one.id().equals(found.id()))
        .findFirst()
        .orElse(found);
  }
}
