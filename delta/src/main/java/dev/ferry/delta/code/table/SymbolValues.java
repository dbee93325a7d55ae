package dev.ferry.delta.code.table;

import dev.ferry.delta.elf.Section;
import dev.ferry.delta.stream.StreamKind;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The addresses of the symbols of a table, those with partners in the order of their old addresses.
 * Two guesses are at hand: where the map sends the old address, and as far from the symbol before
 * as it was. In each section the guess counts that was right more often of late.
 */
final class SymbolValues {
  private static final int ENTRY = SymbolModel.ENTRY;
  private static final int ABSOLUTE = 0xfff1;
  private static final int THREAD_LOCAL = 6;
  private static final int INDEX_BITS = 24;
  private static final long HIGHEST = 1L << 39;
  private static final int SURE = 8;

  private final Libraries libraries;
  private final Section old;
  private final Section fresh;
  private final byte[] scores = new byte[1 << 16];

  SymbolValues(Libraries libraries, Section old, Section fresh) {
    this.libraries = libraries;
    this.old = old;
    this.fresh = fresh;
  }

  void code(Columns columns, int[] pairs, ByteBuffer out) {
    long[] order = new long[pairs.length];
    int count = 0;
    for (int i = 0; i < pairs.length; i++) {
      long value = pairs[i] == Alignment.NONE ? 0 : value(pairs[i]);
      boolean moves = pairs[i] != Alignment.NONE && moves(pairs[i], value);
      if (moves && pairs.length < 1 << INDEX_BITS) {
        order[count++] = value << INDEX_BITS | i;
      } else {
        out.putLong(i * ENTRY + 8, columns.code(StreamKind.SYMBOL_VALUE, value, actual(i)));
      }
    }
    Arrays.sort(order, 0, count);
    inOrder(columns, pairs, Arrays.copyOf(order, count), out);
  }

  private void inOrder(Columns columns, int[] pairs, long[] order, ByteBuffer out) {
    long oldBefore = 0;
    long freshBefore = 0;
    int sectionBefore = 0;
    for (long one : order) {
      int i = (int) one & (1 << INDEX_BITS) - 1;
      long value = one >>> INDEX_BITS;
      int section = section(pairs[i]);
      long mapped = libraries.map().map(value);
      long near = section == sectionBefore ? freshBefore + (value - oldBefore) : mapped;
      long expected = scores[section] >= 0 ? mapped : near;
      long now = columns.code(StreamKind.SYMBOL_VALUE, expected, actual(i));
      score(section, mapped == now, near == now);
      out.putLong(i * ENTRY + 8, now);
      libraries.map().learn(value, now);
      oldBefore = value;
      freshBefore = now;
      sectionBefore = section;
    }
  }

  private void score(int section, boolean mapped, boolean near) {
    if (mapped != near) {
      int score = scores[section] + (mapped ? 1 : -1);
      scores[section] = (byte) Math.max(-SURE, Math.min(SURE, score));
    }
  }

  private long actual(int i) {
    return libraries.fresh().longAt(fresh.offset() + (long) i * ENTRY + 8);
  }

  private long place(int symbol) {
    return old.offset() + (long) symbol * ENTRY;
  }

  private long value(int symbol) {
    return libraries.old().longAt(place(symbol) + 8);
  }

  private int section(int symbol) {
    return libraries.old().shortAt(place(symbol) + 6);
  }

  private boolean moves(int symbol, long value) {
    return value > 0
        && value < HIGHEST
        && section(symbol) != ABSOLUTE
        && (libraries.old().at(place(symbol) + 4) & 0xf) != THREAD_LOCAL;
  }
}
