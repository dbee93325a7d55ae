package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;

/** Numbers that stand for names and entries, with 64 bits: two alike are taken for the same. */
final class Hash {
  private static final long START = 0x243f6a8885a308d3L;
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private Hash() {}

  /** Spreads the bits of a number. */
  static long mix(long value) {
    long mixed = (value ^ value >>> 32) * STEP;
    mixed = (mixed ^ mixed >>> 29) * STEP;
    return mixed ^ mixed >>> 32;
  }

  /** Two numbers in one. */
  static long of(long first, long second) {
    return mix(first * STEP + mix(second + START));
  }

  /** A start for {@link #add}. */
  static long start() {
    return START;
  }

  /** One more byte. */
  static long add(long hash, int next) {
    return (hash ^ (next & 0xff)) * STEP + (hash >>> 47);
  }

  /** The bytes from a place up to the first zero, at most to {@code end}. */
  static long name(Bytes file, long from, long end) {
    long hash = START;
    for (long place = from; place < end; place++) {
      byte next = file.at(place);
      if (next == 0) {
        break;
      }
      hash = add(hash, next);
    }
    return mix(hash);
  }
}
