package dev.ferry.carry.export;

import dev.ferry.carry.ledger.ParcelRecord;
import dev.ferry.carry.parcel.ParcelPlan;
import java.nio.file.Path;
import java.util.Set;

/**
 * A parcel, or some parts of one, that an answer will bring.
 *
 * @param record what the ledger says about it, or will say
 * @param parcel how it is cut
 * @param parts numbers of those that are written
 * @param folder where
 */
public record PlannedAnswer(
    ParcelRecord record, ParcelPlan parcel, Set<Integer> parts, Path folder) {
  /** Bytes of these parts. */
  public long bytes() {
    return parcel.bytes(parts);
  }

  /** The same in a folder of its own, because parts of several parcels have the same names. */
  PlannedAnswer apart() {
    return new PlannedAnswer(record, parcel, parts, folder.resolve("P" + record.number()));
  }
}
