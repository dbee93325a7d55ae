package dev.ferry.delta.container;

/** Little-endian numbers in arrays. */
public final class Little {
  private Little() {}

  /** Puts two bytes. */
  public static void putShort(byte[] to, int at, int value) {
    to[at] = (byte) value;
    to[at + 1] = (byte) (value >> 8);
  }

  /** Puts the low four bytes. */
  public static void putInt(byte[] to, int at, long value) {
    putShort(to, at, (int) value);
    putShort(to, at + 2, (int) (value >> 16));
  }

  /** Puts eight bytes. */
  public static void putLong(byte[] to, int at, long value) {
    putInt(to, at, value);
    putInt(to, at + 4, value >> 32);
  }
}
