package dev.ferry.delta.code.table;

import dev.ferry.delta.elf.Machine;
import dev.ferry.delta.elf.Section;
import dev.ferry.delta.stream.StreamKind;
import java.nio.ByteBuffer;

/**
 * A table of relocations with addends (System V ABI, "Relocation"): what the loader writes where.
 * The slot is expected as far from the one before as it was, an address where it went, a symbol
 * where the table of symbols has it now.
 */
final class RelocationModel {
  static final int ENTRY = 24;

  private final Libraries libraries;
  private final Section old;
  private final Section fresh;
  private final int[] symbols;
  private final Shifts slots;
  private final int count;
  private final int relative;
  private final int indirect;

  /**
   * @param symbols the number in the new table of each old symbol, -1 where it is gone
   * @param slots where slots went, as far as other tables told
   */
  RelocationModel(Libraries libraries, Section old, Section fresh, int[] symbols, Shifts slots) {
    this.libraries = libraries;
    this.old = old;
    this.fresh = fresh;
    this.symbols = symbols;
    this.slots = slots;
    count = (int) (old.size() / ENTRY);
    boolean arm = libraries.oldElf().machine() == Machine.AARCH64;
    relative = arm ? 1027 : 8;
    indirect = arm ? 1032 : 37;
  }

  /** Codes the table; gives the old entry of each new one. */
  int[] code(Columns columns, ByteBuffer out) {
    int entries = (int) (fresh.size() / ENTRY);
    int[] aligned = libraries.making() ? align(entries) : new int[0];
    Partners partners = new Partners(columns, StreamKind.TABLE_ALIGNMENT, count);
    int[] pairs = new int[entries];
    for (int i = 0; i < entries; i++) {
      int partner = partners.code(libraries.making() ? aligned[i] : 0);
      if (partner == Alignment.NONE) {
        unpaired(columns, i, out);
      } else {
        paired(columns, i, old.offset() + (long) partner * ENTRY, out);
      }
      pairs[i] = partner;
    }
    return pairs;
  }

  private void paired(Columns columns, int i, long from, ByteBuffer out) {
    long at = fresh.offset() + (long) i * ENTRY;
    long oldSlot = libraries.old().longAt(from);
    long slot =
        columns.code(StreamKind.RELOCATION_PLACE, slots.map(oldSlot), libraries.fresh().longAt(at));
    slots.learn(oldSlot, slot);
    libraries.map().learn(oldSlot, slot);
    long what =
        columns.code(StreamKind.RELOCATION_KIND, kind(from), libraries.fresh().longAt(at + 8));
    long addend =
        columns.code(StreamKind.RELOCATION_ADDEND, addend(from), libraries.fresh().longAt(at + 16));
    put(out, i, slot, what, addend);
  }

  private void unpaired(Columns columns, int i, ByteBuffer out) {
    long at = fresh.offset() + (long) i * ENTRY;
    int before = Math.max(0, (i - 1) * ENTRY);
    long slot =
        columns.code(
            StreamKind.RELOCATION_PLACE, out.getLong(before) + 8, libraries.fresh().longAt(at));
    long what =
        columns.code(
            StreamKind.RELOCATION_KIND, out.getLong(before + 8), libraries.fresh().longAt(at + 8));
    long addend =
        columns.code(
            StreamKind.RELOCATION_ADDEND,
            out.getLong(before + 16),
            libraries.fresh().longAt(at + 16));
    put(out, i, slot, what, addend);
  }

  private static void put(ByteBuffer out, int i, long slot, long what, long addend) {
    out.putLong(i * ENTRY, slot);
    out.putLong(i * ENTRY + 8, what);
    out.putLong(i * ENTRY + 16, addend);
  }

  /** Symbol (upper half) and type that are expected for an old entry. */
  private long kind(long from) {
    int symbol = libraries.old().intAt(from + 12);
    int now = symbol > 0 && symbol < symbols.length ? symbols[symbol] : symbol;
    return (long) now << 32 | (libraries.old().intAt(from + 8) & 0xffffffffL);
  }

  private long addend(long from) {
    int type = libraries.old().intAt(from + 8);
    long addend = libraries.old().longAt(from + 16);
    return type == relative || type == indirect ? libraries.map().map(addend) : addend;
  }

  private int[] align(int entries) {
    long[] oldKeys = new long[count];
    for (int j = 0; j < count; j++) {
      long from = old.offset() + (long) j * ENTRY;
      oldKeys[j] = Hash.of(kind(from), addend(from));
    }
    long[] freshKeys = new long[entries];
    for (int i = 0; i < entries; i++) {
      long at = fresh.offset() + (long) i * ENTRY;
      freshKeys[i] = Hash.of(libraries.fresh().longAt(at + 8), libraries.fresh().longAt(at + 16));
    }
    return Alignment.of(oldKeys, freshKeys);
  }
}
