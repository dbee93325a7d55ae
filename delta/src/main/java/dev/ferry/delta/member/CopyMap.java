package dev.ferry.delta.member;

import dev.ferry.delta.code.AddressMap;
import dev.ferry.delta.code.SortedPlaces;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.elf.Segment;
import java.util.Arrays;

/**
 * Where addresses of the old file went, as the copies say. Where two copies have the same old
 * bytes, the longer one counts; where none has them, the one before does, as if it went on.
 */
final class CopyMap implements AddressMap {
  private final Elf oldElf;
  private final Elf newElf;
  private final long[] starts;
  private final long[] shifts;
  private final SortedPlaces parts;

  CopyMap(Copies copies, Elf oldElf, Elf newElf) {
    this.oldElf = oldElf;
    this.newElf = newElf;
    long[] order = order(copies);
    starts = new long[order.length];
    shifts = new long[order.length];
    parts = new SortedPlaces(starts, fill(copies, order));
  }

  /** The numbers of the copies by old place: place in the upper, number in the lower half. */
  private static long[] order(Copies copies) {
    long[] order = new long[copies.count()];
    for (int i = 0; i < order.length; i++) {
      order[i] = copies.oldPlace(i) << Integer.SIZE | i;
    }
    Arrays.sort(order);
    return order;
  }

  private int fill(Copies copies, long[] order) {
    int kept = 0;
    long end = 0;
    long length = 0;
    for (long one : order) {
      int i = (int) one;
      long from = copies.oldPlace(i);
      long to = from + copies.length(i);
      if (from < end && copies.length(i) <= length) {
        from = end;
      }
      if (from < to && to > end) {
        if (kept > 0 && from <= starts[kept - 1]) {
          from = starts[--kept];
        }
        starts[kept] = from;
        shifts[kept++] = copies.newPlace(i) - copies.oldPlace(i);
        end = to;
        length = copies.length(i);
      }
    }
    return kept;
  }

  @Override
  public long map(long oldAddress) {
    long oldPlace = oldElf.offset(oldAddress);
    if (oldPlace == Elf.NOWHERE) {
      return behind(oldAddress);
    }
    long shift = shift(oldPlace);
    long address = newElf.address(oldPlace + shift);
    return address == Elf.NOWHERE ? oldAddress + shift : address;
  }

  private long shift(long oldPlace) {
    return shifts.length == 0 ? 0 : shifts[Math.max(parts.floor(oldPlace), 0)];
  }

  /** Addresses that have no bytes in the file keep their distance from the end of those that do. */
  private long behind(long oldAddress) {
    int most = Math.min(oldElf.segments().size(), newElf.segments().size());
    long moved = 0;
    for (int i = 0; i < most; i++) {
      Segment old = oldElf.segments().get(i);
      Segment fresh = newElf.segments().get(i);
      if (old.address() <= oldAddress) {
        moved = fresh.address() + fresh.size() - old.address() - old.size();
      }
    }
    return oldAddress + moved;
  }
}
