package dev.ferry.carry.receive;

import dev.ferry.carry.goods.Root;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.Missing;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.Text;
import java.util.List;
import java.util.OptionalLong;

/**
 * What became of the things of a parcel.
 *
 * @param roots in the order of the goods
 * @param open those that are still to be made: they wait, or are refused
 * @param refused whether something is, and not because a later parcel brought what has its name
 * @param named whether something is refused because its name is taken
 * @param later that parcel, where nothing else is refused
 * @param reasons why something waits or is refused
 */
record Placed(
    List<RootReceipt> roots,
    List<Root> open,
    boolean refused,
    boolean named,
    OptionalLong later,
    List<Text> reasons) {
  Placed {
    roots = List.copyOf(roots);
    open = List.copyOf(open);
    reasons = List.copyOf(reasons);
  }

  /** What the import of the parcel comes to. */
  ImportResult result(Missing missing) {
    if (!missing.isNothing() || roots.stream().anyMatch(r -> r.state() == RootState.WAITING)) {
      return ImportResult.INCOMPLETE;
    }
    return refused ? ImportResult.REFUSED : ImportResult.COMPLETE;
  }
}
