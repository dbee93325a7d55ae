package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;

/** zlib's levels 4 to 9: a match is not taken where the next place has a longer one. */
final class ZlibLazyPredictor extends LazyPredictor {
  /** Matches of three bytes are not taken from farther. */
  private static final int TOO_FAR = 4096;

  private static final int FILTERED = 5;

  private final ZlibChains chains;
  private final boolean filtered;

  ZlibLazyPredictor(CompressorSettings settings, Bytes content) {
    super(content, ZlibLevel.of(settings.level()).lazy());
    chains = new ZlibChains(bytes, settings);
    filtered = settings.strategy() == CompressorStrategy.FILTERED;
  }

  @Override
  void slide(int step) {
    chains.slide(step);
  }

  @Override
  int find(int place, int best) {
    int length = chains.find(place, end(), best);
    if (length <= best
        || (length <= FILTERED
            && (filtered || (length == SHORTEST && chains.distance() > TOO_FAR)))) {
      return 0;
    }
    return Token.match(length, chains.distance());
  }
}
