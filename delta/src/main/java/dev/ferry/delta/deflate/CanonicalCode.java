package dev.ferry.delta.deflate;

/**
 * The bits of each symbol of a code (RFC 1951, section 3.2.2), turned round as they are written.
 */
final class CanonicalCode {
  private static final int LONGEST = 15;

  private final int[] bits;
  private final byte[] lengths;

  private CanonicalCode(int[] bits, byte[] lengths) {
    this.bits = bits;
    this.lengths = lengths;
  }

  static CanonicalCode of(byte[] lengths) {
    int[] next = new int[LONGEST + 2];
    for (byte length : lengths) {
      next[length + 1]++;
    }
    next[1] = 0;
    for (int i = 2; i <= LONGEST; i++) {
      next[i] = (next[i - 1] + next[i]) << 1;
    }
    int[] bits = new int[lengths.length];
    for (int i = 0; i < bits.length; i++) {
      if (lengths[i] != 0) {
        bits[i] = Integer.reverse(next[lengths[i]]++) >>> (Integer.SIZE - lengths[i]);
      }
    }
    return new CanonicalCode(bits, lengths);
  }

  void write(int symbol, BitWriter to) throws java.io.IOException {
    to.write(bits[symbol], lengths[symbol]);
  }
}
