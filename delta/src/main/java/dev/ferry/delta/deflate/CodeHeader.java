package dev.ferry.delta.deflate;

import dev.ferry.delta.stream.BadDelta;
import java.util.Arrays;

/**
 * The codes that a dynamic block brings (RFC 1951, section 3.2.7): the lengths, and how they are
 * written as symbols 0 to 18, where 16 to 18 repeat and have extra bits.
 */
public final class CodeHeader {
  private static final int MOST = Alphabet.LITERALS + Alphabet.DISTANCES;

  private final byte[] literals = new byte[Alphabet.LITERALS];
  private final byte[] distances = new byte[Alphabet.DISTANCES];
  private final byte[] repeats = new byte[Alphabet.LENGTHS];
  private final int[] symbols = new int[MOST];
  private int literalCount;
  private int distanceCount;
  private int repeatCount;
  private int symbolCount;

  /** Sets how many lengths of each code are written. */
  public void counts(int literals, int distances, int repeats) {
    literalCount = literals;
    distanceCount = distances;
    repeatCount = repeats;
  }

  /** Appends a symbol and the number in its extra bits. */
  public void add(int symbol, int extra) {
    symbols[symbolCount++] = symbol | extra << 8;
  }

  /** The lengths of the code for literals and lengths, to be filled. */
  public byte[] literals() {
    return literals;
  }

  /** The lengths of the code for distances, to be filled. */
  public byte[] distances() {
    return distances;
  }

  /** The lengths of the code for code lengths, to be filled. */
  public byte[] repeats() {
    return repeats;
  }

  /** How many lengths for literals are written. */
  public int literalCount() {
    return literalCount;
  }

  /** How many lengths for distances are written. */
  public int distanceCount() {
    return distanceCount;
  }

  /** How many lengths of the code for code lengths are written. */
  public int repeatCount() {
    return repeatCount;
  }

  /** How many symbols write the lengths. */
  public int symbolCount() {
    return symbolCount;
  }

  /** A symbol that writes lengths. */
  public int symbol(int index) {
    return symbols[index] & 0xff;
  }

  /** The number in the extra bits of a symbol. */
  public int extra(int index) {
    return symbols[index] >>> 8;
  }

  /**
   * Spreads a symbol over the lengths that it writes.
   *
   * @param done how many lengths are already known
   * @return how many are known then
   */
  public int spread(int symbol, int extra, byte[] lengths, int done) {
    int count =
        switch (symbol) {
          case 16, 17 -> 3 + extra;
          case 18 -> 11 + extra;
          default -> 1;
        };
    if (done + count > lengths.length || (symbol == 16 && done == 0)) {
      throw new BadDelta("a code of a deflated stream has too many lengths");
    }
    byte length = (byte) (symbol < 16 ? symbol : symbol == 16 ? lengths[done - 1] : 0);
    Arrays.fill(lengths, done, done + count, length);
    return done + count;
  }

  /** Takes the lengths of both codes from where they stand one after the other. */
  public void split(byte[] lengths) {
    System.arraycopy(lengths, 0, literals, 0, literalCount);
    System.arraycopy(lengths, literalCount, distances, 0, distanceCount);
  }

  /** How often each symbol is written. */
  int[] symbolFrequencies() {
    int[] frequencies = new int[Alphabet.LENGTHS];
    for (int i = 0; i < symbolCount; i++) {
      frequencies[symbol(i)]++;
    }
    return frequencies;
  }

  /** Counts the lengths of the code for code lengths that must be written: up to the last used. */
  void trimRepeats() {
    repeatCount = Alphabet.LENGTHS;
    while (repeatCount > 4 && repeats[Alphabet.order(repeatCount - 1)] == 0) {
      repeatCount--;
    }
  }

  /** How many bits the header takes, without the three that begin every block. */
  long bits() {
    long bits = 14 + 3L * repeatCount;
    for (int i = 0; i < symbolCount; i++) {
      bits += repeats[symbol(i)] + Alphabet.repeatExtra(symbol(i));
    }
    return bits;
  }

  /** Whether both are written with the same bits. */
  public boolean isSame(CodeHeader other) {
    return literalCount == other.literalCount
        && distanceCount == other.distanceCount
        && repeatCount == other.repeatCount
        && Arrays.equals(repeats, other.repeats)
        && Arrays.equals(symbols, 0, symbolCount, other.symbols, 0, other.symbolCount);
  }
}
