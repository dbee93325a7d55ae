package dev.ferry.delta.deflate;

import dev.ferry.delta.stream.BadDelta;
import java.util.Arrays;

/** The tokens of one block, and how often each symbol stands in it. */
public final class Block {
  /** The type of a block whose bytes are stored. */
  public static final int STORED = 0;

  /** The type of a block with the fixed code. */
  public static final int FIXED = 1;

  /** The type of a block that brings its codes. */
  public static final int DYNAMIC = 2;

  /** The most tokens that a block can have here; zlib makes blocks of at most 32,767. */
  public static final int LIMIT = 1 << 22;

  private int[] tokens = new int[1 << 10];
  private final int[] literals = new int[Alphabet.LITERALS];
  private final int[] distances = new int[Alphabet.DISTANCES];
  private int count;
  private int matches;
  private long bytes;

  /** A block without tokens. */
  public Block() {
    clear();
  }

  /** Takes out all tokens. */
  public void clear() {
    count = 0;
    matches = 0;
    bytes = 0;
    Arrays.fill(literals, 0);
    Arrays.fill(distances, 0);
    literals[Alphabet.END] = 1;
  }

  /** Appends a token. */
  public void add(int token) {
    if (count == tokens.length) {
      if (count >= LIMIT) {
        throw new BadDelta("a block of a deflated stream has more than " + LIMIT + " symbols");
      }
      tokens = Arrays.copyOf(tokens, count * 2);
    }
    tokens[count++] = token;
    if (Token.isMatch(token)) {
      int length = Token.length(token);
      literals[Alphabet.lengthSymbol(length)]++;
      distances[Alphabet.distanceSymbol(Token.distance(token))]++;
      matches++;
      bytes += length;
    } else {
      literals[token]++;
      bytes++;
    }
  }

  /** How many tokens there are. */
  public int count() {
    return count;
  }

  /** One of the tokens. */
  public int token(int index) {
    return tokens[index];
  }

  int matches() {
    return matches;
  }

  /** How many bytes of content the tokens stand for. */
  public long bytes() {
    return bytes;
  }

  /** How often each symbol of literals and lengths stands here; the end once. Not to be changed. */
  int[] literals() {
    return literals;
  }

  /** How often each symbol of distances stands here. Not to be changed. */
  int[] distances() {
    return distances;
  }

  /** How many bits the tokens and the end take with codes of these lengths. */
  long bits(byte[] literalLengths, byte[] distanceLengths) {
    long bits = 0;
    for (int i = 0; i < Alphabet.USED_LITERALS; i++) {
      bits += (long) literals[i] * (literalLengths[i] + Alphabet.literalExtra(i));
    }
    for (int i = 0; i < Alphabet.USED_DISTANCES; i++) {
      bits += (long) distances[i] * (distanceLengths[i] + Alphabet.distanceExtra(i));
    }
    return bits;
  }
}
