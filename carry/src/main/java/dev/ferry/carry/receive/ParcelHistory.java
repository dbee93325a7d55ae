package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.Ledger;
import dev.ferry.carry.depot.LedgerEntry;
import dev.ferry.carry.depot.ParcelName;
import dev.ferry.carry.inventory.RootKind;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.Digest;
import java.util.Optional;
import java.util.OptionalLong;

/** What the depot's ledger says of earlier and later parcels. */
final class ParcelHistory {
  private final Ledger.Content ledger;

  ParcelHistory(Depot depot) {
    this.ledger = depot.ledger().read();
  }

  /** The parcel of an identifier, where it was imported before. */
  Optional<ParcelName> find(String id) {
    return ledger.entries().stream()
        .flatMap(entry -> entry.parcel().stream())
        .filter(parcel -> parcel.id().equals(id))
        .findFirst();
  }

  /** The import that kept everything of a parcel. */
  Optional<LedgerEntry> findComplete(ParcelName parcel) {
    return ledger.findComplete(parcel);
  }

  /** Whether the last answer to a parcel was that a name is taken. */
  boolean isRefused(String id) {
    return ledger.entries().stream()
        .filter(entry -> entry.parcel().map(ParcelName::id).equals(Optional.of(id)))
        .reduce((earlier, later) -> later)
        .filter(entry -> entry.result() == ImportResult.REFUSED)
        .isPresent();
  }

  /** The latest parcel of the same row that brought what has a name now, if it is later. */
  OptionalLong findLater(ParcelName parcel, RootKind kind, String name, Digest there) {
    return ledger.entries().stream()
        .filter(entry -> entry.parcel().filter(other -> isLater(other, parcel)).isPresent())
        .filter(entry -> entry.roots().stream().anyMatch(root -> brought(root, kind, name, there)))
        .mapToLong(entry -> entry.parcel().orElseThrow().number())
        .max();
  }

  private static boolean isLater(ParcelName other, ParcelName parcel) {
    return other.sameRow(parcel) && other.number() > parcel.number();
  }

  private static boolean brought(RootReceipt root, RootKind kind, String name, Digest there) {
    return root.kind() == kind
        && root.name().equalsIgnoreCase(name)
        && root.digest().equals(there)
        && (root.state() == RootState.KEPT || root.state() == RootState.PRESENT);
  }
}
