package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;

/** zlib's levels 1 to 3: the longest match found is taken at once. */
final class ZlibGreedyPredictor extends Predictor {
  private static final int SHORTEST = 3;

  private final ZlibChains chains;
  private final int longestEntered;

  ZlibGreedyPredictor(CompressorSettings settings, Bytes content) {
    super(content);
    chains = new ZlibChains(bytes, settings);
    longestEntered = ZlibLevel.of(settings.level()).lazy();
  }

  @Override
  void slide(int step) {
    chains.slide(step);
  }

  @Override
  int predict() {
    int length = chains.find(place(), end(), SHORTEST - 1);
    return length < SHORTEST ? literal() : Token.match(length, chains.distance());
  }

  @Override
  void accepted(int token, int from, boolean right) {
    if (Token.isMatch(token) && Token.length(token) > longestEntered) {
      chains.skipBefore(place());
    }
  }
}
