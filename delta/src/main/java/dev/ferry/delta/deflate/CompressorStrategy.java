package dev.ferry.delta.deflate;

import dev.ferry.delta.stream.BadDelta;

/** The strategies of zlib. */
public enum CompressorStrategy {
  /** For ordinary data. */
  DEFAULT(0),
  /** Short matches are not used. */
  FILTERED(1),
  /** No matches. */
  HUFFMAN_ONLY(2),
  /** Only matches at distance 1. */
  RLE(3),
  /** Only blocks with the fixed code. */
  FIXED(4);

  private final int number;

  CompressorStrategy(int number) {
    this.number = number;
  }

  /** zlib's number. */
  public int number() {
    return number;
  }

  static CompressorStrategy of(int number) {
    for (CompressorStrategy strategy : values()) {
      if (strategy.number == number) {
        return strategy;
      }
    }
    throw new BadDelta("a deflated stream has strategy " + number + ", want 0 to 4");
  }
}
