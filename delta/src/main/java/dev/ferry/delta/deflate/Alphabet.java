package dev.ferry.delta.deflate;

import java.util.Arrays;

/** The alphabets of RFC 1951, section 3.2.5: symbols, their bases and extra bits. */
public final class Alphabet {
  /** The symbol that ends a block. */
  public static final int END = 256;

  /** Symbols of literals and lengths, with the two that only the fixed code has. */
  public static final int LITERALS = 288;

  /** Symbols of distances, with the two that only the fixed code has. */
  public static final int DISTANCES = 32;

  /** Symbols of code lengths. */
  public static final int LENGTHS = 19;

  /** Symbols of literals and lengths that may stand in a stream. */
  static final int USED_LITERALS = 286;

  /** Symbols of distances that may stand in a stream. */
  static final int USED_DISTANCES = 30;

  private static final int[] LENGTH_EXTRA = new int[29];
  private static final int[] LENGTH_BASE = new int[29];
  private static final int[] DISTANCE_EXTRA = new int[USED_DISTANCES];
  private static final int[] DISTANCE_BASE = new int[USED_DISTANCES];
  private static final byte[] LENGTH_SYMBOL = new byte[Token.LONGEST + 1];
  private static final byte[] NEAR_SYMBOL = new byte[257];
  private static final byte[] FAR_SYMBOL = new byte[257];

  /** In which order the lengths of the code for code lengths stand. */
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  static {
    for (int i = 0, base = 3; i < 28; i++) {
      LENGTH_EXTRA[i] = i < 8 ? 0 : (i - 4) / 4;
      LENGTH_BASE[i] = base;
      int next = base + (1 << LENGTH_EXTRA[i]);
      Arrays.fill(LENGTH_SYMBOL, base, Math.min(next, Token.LONGEST), (byte) i);
      base = next;
    }
    LENGTH_BASE[28] = Token.LONGEST;
    LENGTH_SYMBOL[Token.LONGEST] = 28;
    for (int i = 0, base = 1; i < USED_DISTANCES; i++) {
      DISTANCE_EXTRA[i] = i < 4 ? 0 : (i - 2) / 2;
      DISTANCE_BASE[i] = base;
      for (int j = base; j < base + (1 << DISTANCE_EXTRA[i]); j++) {
        if (j <= 256) {
          NEAR_SYMBOL[j] = (byte) i;
        }
        FAR_SYMBOL[(j - 1) >>> 7] = (byte) i;
      }
      base += 1 << DISTANCE_EXTRA[i];
    }
  }

  private Alphabet() {}

  /** The symbol of a match's length, 257 to 285. */
  public static int lengthSymbol(int length) {
    return END + 1 + LENGTH_SYMBOL[length];
  }

  /** The symbol of a distance, 0 to 29. */
  public static int distanceSymbol(int distance) {
    return distance <= 256 ? NEAR_SYMBOL[distance] : FAR_SYMBOL[(distance - 1) >>> 7];
  }

  /** How many extra bits follow a symbol of literals and lengths. */
  public static int literalExtra(int symbol) {
    return symbol <= END ? 0 : LENGTH_EXTRA[symbol - END - 1];
  }

  /** The shortest length of a symbol from 257. */
  public static int lengthBase(int symbol) {
    return LENGTH_BASE[symbol - END - 1];
  }

  /** How many extra bits follow a symbol of distances. */
  public static int distanceExtra(int symbol) {
    return DISTANCE_EXTRA[symbol];
  }

  /** The shortest distance of a symbol. */
  public static int distanceBase(int symbol) {
    return DISTANCE_BASE[symbol];
  }

  /** Which code length's length stands at a place of a block's header. */
  public static int order(int place) {
    return ORDER[place];
  }

  /** How many extra bits follow a symbol of code lengths. */
  public static int repeatExtra(int symbol) {
    return switch (symbol) {
      case 16 -> 2;
      case 17 -> 3;
      case 18 -> 7;
      default -> 0;
    };
  }

  /** The lengths of the fixed code for literals and lengths (section 3.2.6). */
  public static byte[] fixedLiterals() {
    byte[] lengths = new byte[LITERALS];
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, LITERALS, (byte) 8);
    return lengths;
  }

  /** The lengths of the fixed code for distances. */
  public static byte[] fixedDistances() {
    byte[] lengths = new byte[DISTANCES];
    Arrays.fill(lengths, (byte) 5);
    return lengths;
  }
}
