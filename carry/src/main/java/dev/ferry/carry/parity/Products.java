package dev.ferry.carry.parity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Multiplies blocks of bytes by a coefficient and adds them to others. Safe for threads. */
public final class Products {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int PAIRS = 1 << 16;

  /** By coefficient, made when first needed: at most 255 of 128 KiB. */
  private static final AtomicReferenceArray<short[]> TABLES = new AtomicReferenceArray<>(256);

  private Products() {}

  /**
   * Adds the product: {@code to[i] += coefficient * from[i]} for i from 0 to {@code length}.
   *
   * @param coefficient 0 to 255
   */
  public static void add(int coefficient, byte[] from, byte[] to, int length) {
    if (coefficient == 1) {
      addPlain(from, to, length);
    } else if (coefficient != 0) {
      addTimes(table(coefficient), from, to, length);
      for (int i = length & ~7; i < length; i++) {
        to[i] ^= (byte) Field.multiply(coefficient, from[i] & 0xff);
      }
    }
  }

  private static void addPlain(byte[] from, byte[] to, int length) {
    for (int i = 0; i < length; i++) {
      to[i] ^= from[i];
    }
  }

  private static void addTimes(short[] table, byte[] from, byte[] to, int length) {
    for (int i = 0; i + 8 <= length; i += 8) {
      long in = (long) LONG.get(from, i);
      long low = (table[(int) in & 0xffff] & 0xffffL) | (table[(int) in >>> 16] & 0xffffL) << 16;
      int rest = (int) (in >>> 32);
      long high = (table[rest & 0xffff] & 0xffffL) | (table[rest >>> 16] & 0xffffL) << 16;
      LONG.set(to, i, (long) LONG.get(to, i) ^ (low | high << 32));
    }
  }

  /** The products of every pair of bytes; the first byte of a pair is the lower one. */
  private static short[] table(int coefficient) {
    short[] known = TABLES.get(coefficient);
    if (known != null) {
      return known;
    }
    int[] single = new int[256];
    for (int i = 0; i < single.length; i++) {
      single[i] = Field.multiply(coefficient, i);
    }
    short[] table = new short[PAIRS];
    for (int pair = 0; pair < PAIRS; pair++) {
      table[pair] = (short) (single[pair & 0xff] | single[pair >>> 8] << 8);
    }
    TABLES.set(coefficient, table);
    return table;
  }
}
