package dev.ferry.delta.stream;

/**
 * Where one stream of a delta is read. What does not parse, and an end too early, is a {@link
 * BadDelta}.
 */
public interface ByteSource {
  /** The next byte, 0 to 255. */
  int next();

  /** The next bytes. */
  void next(byte[] to, int offset, int length);

  /** A number from 0 as {@link ByteSink#number} wrote it. */
  default long number() {
    long value = unsigned();
    if (value < 0) {
      throw new BadDelta("a number is negative");
    }
    return value;
  }

  /** A number of either sign as {@link ByteSink#signed} wrote it. */
  default long signed() {
    long value = unsigned();
    return value >>> 1 ^ -(value & 1);
  }

  private long unsigned() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int part = next();
      if (shift == 63 && part > 1) {
        throw new BadDelta("a number has more than 64 bits");
      }
      value |= (long) (part & 0x7f) << shift;
      if (part < 0x80) {
        return value;
      }
    }
    throw new BadDelta("a number has more than 64 bits");
  }
}
