package dev.ferry.delta.generate.deflate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.deflate.Block;
import dev.ferry.delta.deflate.StreamBlock;
import dev.ferry.delta.deflate.Token;
import dev.ferry.delta.stream.BadDelta;

/**
 * What the first block of a stream tells of its compressor.
 *
 * @param symbols how many symbols it has; 0 where it is stored or unknown
 * @param last whether it is the only one
 * @param farthest the longest distance in it
 */
record StreamFacts(int symbols, boolean last, int farthest) {
  private static final int USUAL_BLOCK = (1 << 14) - 1;
  private static final int USUAL_MEMORY = 8;
  private static final int HIGHEST_MEMORY = 9;
  private static final int LOWEST_WINDOW = 9;
  private static final int HIGHEST_WINDOW = 15;
  private static final int MARGIN = 262;

  static StreamFacts of(Bytes compressed) {
    try {
      StreamBlock first = new StreamBlocks(compressed).next();
      Block tokens = first.tokens();
      int farthest = 0;
      for (int i = 0; i < tokens.count(); i++) {
        if (Token.isMatch(tokens.token(i))) {
          farthest = Math.max(farthest, Token.distance(tokens.token(i)));
        }
      }
      return new StreamFacts(tokens.count(), first.last(), farthest);
    } catch (BadDelta notDeflated) {
      return new StreamFacts(0, false, 0);
    }
  }

  /** Whether zlib may have made it with the usual window and memory. */
  boolean isMaybeUsualZlib() {
    return farthest <= (1 << HIGHEST_WINDOW) - MARGIN
        && (symbols == 0 || symbols == USUAL_BLOCK || (last && symbols < USUAL_BLOCK));
  }

  /** The memory level of zlib that has such blocks, else the usual. */
  int memoryLevel() {
    int level = Integer.numberOfTrailingZeros(symbols + 1) - 6;
    boolean exact = !last && Integer.bitCount(symbols + 1) == 1 && level >= 1 && level <= 9;
    if (exact) {
      return level;
    }
    return symbols > USUAL_BLOCK ? HIGHEST_MEMORY : USUAL_MEMORY;
  }

  /** The smallest window that has such distances, if that is not the usual. */
  int windowBits() {
    int bits = LOWEST_WINDOW;
    while (bits < HIGHEST_WINDOW && (1 << bits) - MARGIN < farthest) {
      bits++;
    }
    return bits;
  }
}
