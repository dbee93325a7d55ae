package dev.ferry.delta.stream;

/** Where one stream of a delta is written. */
public interface ByteSink {
  /** Appends the low eight bits. */
  void put(int value);

  /** Appends bytes of an array. */
  void put(byte[] from, int offset, int length);

  /**
   * A number from 0, seven bits a byte, lowest first, the high bit set where more follow (LEB128).
   */
  default void number(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative: " + value);
    }
    unsigned(value);
  }

  /** A number of either sign: 0, -1, 1, -2, … become 0, 1, 2, 3, …. */
  default void signed(long value) {
    unsigned(value << 1 ^ value >> 63);
  }

  private void unsigned(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      put((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
  }
}
