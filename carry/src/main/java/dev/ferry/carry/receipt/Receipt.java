package dev.ferry.carry.receipt;

import dev.ferry.carry.inventory.Inventory;
import java.util.List;
import java.util.Optional;

/**
 * The answer to one parcel.
 *
 * @param parcel identifier of the parcel: 32 hexadecimal digits
 * @param exporter who made it
 * @param site that it was for; empty where it names none
 * @param number of the parcel among those for the site
 * @param written when, UTC
 * @param result what became of it
 * @param roots what became of each thing in it, in the order of the parcel
 * @param missing what must still be brought
 * @param request the same as lines that can be typed; absent where nothing is missing
 * @param inventory what the depot has now; absent where the site lets none out
 */
public record Receipt(
    String parcel,
    String exporter,
    String site,
    long number,
    String written,
    ImportResult result,
    List<RootReceipt> roots,
    Missing missing,
    Optional<String> request,
    Optional<Inventory> inventory) {
  /** The value of {@code format}. A reader refuses any other. */
  public static final int FORMAT = 1;

  public Receipt {
    roots = List.copyOf(roots);
  }
}
