package dev.ferry.carry.depot;

import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.RootReceipt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * One thing that happened to a depot.
 *
 * @param at when, UTC
 * @param event what
 * @param from the name of the folder or file that it came from; empty where nothing came
 * @param parcel which parcel, where it was one
 * @param result of an import
 * @param roots that it concerned
 */
public record LedgerEntry(
    String at,
    Event event,
    String from,
    Optional<ParcelName> parcel,
    ImportResult result,
    List<RootReceipt> roots) {
  public LedgerEntry {
    roots = List.copyOf(roots);
  }

  /** Instead of a line that cannot be read. */
  static LedgerEntry lost() {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return new LedgerEntry(now, Event.LOST, "", Optional.empty(), ImportResult.COMPLETE, List.of());
  }

  /** What happens to a depot. */
  public enum Event {
    IMPORT,
    REMOVE,
    /** A line stood here that could not be read; it was set aside. */
    LOST
  }
}
