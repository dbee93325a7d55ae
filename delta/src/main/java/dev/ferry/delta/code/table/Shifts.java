package dev.ferry.delta.code.table;

import dev.ferry.delta.code.AddressMap;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.elf.Section;
import java.util.BitSet;

/**
 * Where slots of eight bytes went: what was learned of the slots of an old section, and for the
 * others as far as the nearest known one below.
 */
final class Shifts {
  private static final long LONGEST = 1L << 28;

  private final Elf elf;
  private final AddressMap otherwise;
  private final BitSet[] known;
  private final long[][] targets;

  Shifts(Elf elf, AddressMap otherwise) {
    this.elf = elf;
    this.otherwise = otherwise;
    known = new BitSet[elf.sections().size()];
    targets = new long[known.length][];
  }

  /** The section in the outline's list that holds an address and may be learned, or -1. */
  private int section(long address) {
    for (int i = 0; i < known.length; i++) {
      Section one = elf.sections().get(i);
      if (one.inFile() && one.size() <= LONGEST && one.holds(address)) {
        return i;
      }
    }
    return -1;
  }

  /** The new address of an old slot. */
  long map(long address) {
    int section = section(address);
    if (section < 0 || known[section] == null) {
      return otherwise.map(address);
    }
    long start = elf.sections().get(section).address();
    int slot = (int) ((address - start) >> 3);
    int nearest = known[section].previousSetBit(slot);
    if (nearest < 0) {
      return otherwise.map(address);
    }
    return targets[section][nearest] + (address - start - ((long) nearest << 3));
  }

  /** A slot went to an address. */
  void learn(long address, long target) {
    int section = section(address);
    if (section < 0) {
      return;
    }
    Section one = elf.sections().get(section);
    if (known[section] == null) {
      known[section] = new BitSet();
      targets[section] = new long[(int) (one.size() >> 3) + 1];
    }
    long within = address - one.address();
    int slot = (int) (within >> 3);
    known[section].set(slot);
    targets[section][slot] = target - (within & 7);
  }
}
