package dev.ferry.carry.depot;

import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.RootReceipt;
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

  /** What happens to a depot. */
  public enum Event {
    IMPORT,
    REMOVE
  }
}
