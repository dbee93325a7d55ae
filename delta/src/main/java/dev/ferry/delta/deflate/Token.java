package dev.ferry.delta.deflate;

/**
 * A literal or a match, in one number: a literal is its byte, 0 to 255; a match is its length, 3 to
 * 258, times 65,536 plus its distance, 1 to 32,768.
 */
public final class Token {
  /** The longest match. */
  public static final int LONGEST = 258;

  private static final int SHIFT = 16;
  private static final int DISTANCE = (1 << SHIFT) - 1;

  private Token() {}

  /** A match. */
  public static int match(int length, int distance) {
    return length << SHIFT | distance;
  }

  /** Whether this is a match. */
  public static boolean isMatch(int token) {
    return token > 0xff;
  }

  /** How many bytes of content a token stands for. */
  public static int length(int token) {
    return isMatch(token) ? token >>> SHIFT : 1;
  }

  /** How far back a match points. */
  public static int distance(int token) {
    return token & DISTANCE;
  }
}
