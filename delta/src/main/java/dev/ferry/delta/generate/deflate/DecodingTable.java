package dev.ferry.delta.generate.deflate;

import dev.ferry.delta.stream.BadDelta;

/** A code, as a table from the next bits to a symbol and the length of its bits. */
final class DecodingTable {
  private static final int SHIFT = 4;

  private final short[] entries;

  private DecodingTable(short[] entries) {
    this.entries = entries;
  }

  static DecodingTable of(byte[] lengths) {
    int longest = 1;
    int[] counts = new int[17];
    for (byte length : lengths) {
      longest = Math.max(longest, length);
      counts[length + 1]++;
    }
    counts[1] = 0;
    int[] next = new int[17];
    for (int i = 2; i < counts.length; i++) {
      next[i - 1] = (next[i - 2] + counts[i - 1]) << 1;
    }
    short[] entries = new short[1 << longest];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      if (length > 0) {
        int code = next[length]++;
        if (code >= 1 << length) {
          throw new BadDelta("a code of a deflated stream has too many symbols");
        }
        int first = Integer.reverse(code) >>> (Integer.SIZE - length);
        for (int i = first; i < entries.length; i += 1 << length) {
          entries[i] = (short) (symbol << SHIFT | length);
        }
      }
    }
    return new DecodingTable(entries);
  }

  int read(BitReader bits) {
    int entry = entries[bits.peek() & (entries.length - 1)];
    if (entry == 0) {
      throw new BadDelta("a deflated stream has bits that are no symbol");
    }
    bits.take(entry & ((1 << SHIFT) - 1));
    return entry >> SHIFT;
  }
}
