package dev.ferry.carry.receive;

import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.parcel.FoundParcel;
import dev.ferry.carry.parcel.PartNeed;
import dev.ferry.carry.receipt.Missing;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** Finds what must still be brought so that the things of a parcel can be made. */
final class Lacking {
  private final Goods goods;
  private final IntPredicate has;
  private final BitSet wanted = new BitSet();

  /**
   * @param has whether the depot has the blob of a number
   */
  Lacking(Goods goods, IntPredicate has) {
    this.goods = goods;
    this.has = has;
  }

  /**
   * What to bring.
   *
   * @param roots that are to be made; all items are wanted where the parcel has no roots at all
   * @param wrong numbers of items that are here and did not come out right
   * @param lost whether slices of an item that was wanted are lost
   */
  Missing missing(FoundParcel found, List<Root> roots, Set<Integer> wrong, boolean lost) {
    if (goods.roots().isEmpty()) {
      wanted.set(goods.number(0), goods.count());
    }
    roots.forEach(root -> root.needs().stream().forEach(wanted::set));
    bases();
    SortedSet<Integer> blobs = new TreeSet<>();
    boolean unmade = false;
    for (int number = wanted.nextSetBit(0); number >= 0; number = wanted.nextSetBit(number + 1)) {
      if (!has.test(number)) {
        if (goods.isHeld(number) || wrong.contains(number)) {
          blobs.add(number);
        }
        unmade |= !goods.isHeld(number);
      }
    }
    return Requests.missing(goods, unmade && lost ? found.need() : PartNeed.NOTHING, blobs);
  }

  /** A delta that has to be made wants its bases; those that are items lie before it. */
  private void bases() {
    for (int i = goods.items().size() - 1; i >= 0; i--) {
      if (wanted.get(goods.number(i)) && !has.test(goods.number(i))) {
        goods.items().get(i).bases().stream().forEach(wanted::set);
      }
    }
  }
}
