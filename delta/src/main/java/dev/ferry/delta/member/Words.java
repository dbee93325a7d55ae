package dev.ferry.delta.member;

/** Little-endian words of 4 or 8 bytes in arrays. */
final class Words {
  private Words() {}

  static long read(byte[] from, int at, int width) {
    long word = 0;
    for (int i = width - 1; i >= 0; i--) {
      word = word << Byte.SIZE | (from[at + i] & 0xff);
    }
    return word;
  }

  static void write(byte[] to, int at, int width, long word) {
    for (int i = 0; i < width; i++) {
      to[at + i] = (byte) (word >>> (i * Byte.SIZE));
    }
  }
}
