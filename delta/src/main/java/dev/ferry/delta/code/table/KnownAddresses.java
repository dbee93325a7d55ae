package dev.ferry.delta.code.table;

import dev.ferry.delta.code.AddressMap;
import dev.ferry.delta.code.SortedPlaces;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.elf.Section;
import java.util.Arrays;

/**
 * Where addresses went, as tables say: what a table named is known exactly. In sections whose bytes
 * tell nothing, because there are none or all are zero until the loader comes, an address that is
 * not known keeps its distance from the nearest known one below it.
 */
final class KnownAddresses implements AddressMap {
  private static final long THREADS = 0x400;
  private static final int INDEX_BITS = 24;
  private static final int MOST = 1 << INDEX_BITS;
  private static final long HIGHEST = 1L << 39;

  private final AddressMap otherwise;
  private final long[] blindStarts;
  private final long[] blindEnds;
  private long[] added = new long[1024];
  private long[] addedTo = new long[1024];
  private int count;
  private long[] from = new long[0];
  private long[] to = new long[0];
  private SortedPlaces places = new SortedPlaces(from, 0);

  KnownAddresses(Elf old, AddressMap otherwise) {
    this.otherwise = otherwise;
    Section[] blind =
        old.sections().stream()
            .filter(one -> isOrdinary(one) && (!one.inFile() || isSlots(one)))
            .toArray(Section[]::new);
    blindStarts = Arrays.stream(blind).mapToLong(Section::address).toArray();
    blindEnds = Arrays.stream(blind).mapToLong(one -> one.address() + one.size()).toArray();
  }

  /** Loaded, and not a template of variables of threads, whose addresses others have too. */
  private static boolean isOrdinary(Section section) {
    return section.loaded() && (section.flags() & THREADS) == 0;
  }

  private static boolean isSlots(Section section) {
    return switch (section.name()) {
      case ".got", ".got.plt", ".plt" -> true;
      default -> false;
    };
  }

  /** An address went somewhere; of several answers for one the first counts. */
  void learn(long old, long fresh) {
    if (count == MOST || old <= 0 || old >= HIGHEST) {
      return;
    }
    if (count == added.length) {
      added = Arrays.copyOf(added, count * 2);
      addedTo = Arrays.copyOf(addedTo, count * 2);
    }
    added[count] = old << INDEX_BITS | count;
    addedTo[count++] = fresh;
  }

  /** What was learnt until now is used from now on. */
  void use() {
    long[] order = Arrays.copyOf(added, count);
    Arrays.sort(order);
    from = new long[count];
    to = new long[count];
    int kept = 0;
    for (long one : order) {
      long address = one >>> INDEX_BITS;
      if (kept == 0 || from[kept - 1] != address) {
        from[kept] = address;
        to[kept++] = addedTo[(int) one & MOST - 1];
      }
    }
    from = Arrays.copyOf(from, kept);
    to = Arrays.copyOf(to, kept);
    places = new SortedPlaces(from, kept);
  }

  @Override
  public long map(long oldAddress) {
    int below = places.floor(oldAddress);
    if (below >= 0 && from[below] == oldAddress) {
      return to[below];
    }
    for (int i = 0; i < blindStarts.length; i++) {
      if (oldAddress >= blindStarts[i] && oldAddress < blindEnds[i]) {
        return below >= 0 && from[below] >= blindStarts[i]
            ? to[below] + (oldAddress - from[below])
            : otherwise.map(oldAddress);
      }
    }
    return otherwise.map(oldAddress);
  }
}
