package dev.ferry.carry.receive;

import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.Missing;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.model.Text;
import java.util.List;
import java.util.OptionalLong;

/**
 * What became of a parcel, or would become: everything that an answer is made of.
 *
 * @param contents the parcel
 * @param from what the ledger says where it came from
 * @param roots what became of each thing in it
 * @param missing what must still be brought
 * @param result for the receipt
 * @param later the parcel that brought what has its names now, where all that is refused is so
 * @param named whether something is refused because its name is taken
 * @param made how many blobs came
 * @param reasons why something was refused or did not come out
 */
record Taken(
    Contents contents,
    String from,
    List<RootReceipt> roots,
    Missing missing,
    ImportResult result,
    OptionalLong later,
    boolean named,
    int made,
    List<Text> reasons) {
  Taken {
    roots = List.copyOf(roots);
    reasons = List.copyOf(reasons);
  }
}
