package dev.ferry.delta.member;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian words of 4 or 8 bytes in arrays. */
final class Words {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  static long read(byte[] from, int at, int width) {
    return width == Integer.BYTES
        ? (int) INT.get(from, at) & 0xffffffffL
        : (long) LONG.get(from, at);
  }

  static void write(byte[] to, int at, int width, long word) {
    if (width == Integer.BYTES) {
      INT.set(to, at, (int) word);
    } else {
      LONG.set(to, at, word);
    }
  }
}
