package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;

/** zlib's levels 4 to 9: a match is not taken where the next place has a longer one. */
final class ZlibLazyPredictor extends Predictor {
  private static final int SHORTEST = 3;

  /** Matches of three bytes are not taken from farther. */
  private static final int TOO_FAR = 4096;

  private static final int FILTERED = 5;

  private final ZlibChains chains;
  private final int lazy;
  private final boolean filtered;

  /** The match at this place, found when the place before was looked at, or 0. */
  private int carried;

  /** The match at the next place, if the token here is a literal because of it, or 0. */
  private int later;

  ZlibLazyPredictor(CompressorSettings settings, Bytes content) {
    super(content);
    chains = new ZlibChains(bytes, settings);
    lazy = ZlibLevel.of(settings.level()).lazy();
    filtered = settings.strategy() == CompressorStrategy.FILTERED;
  }

  @Override
  void slide(int step) {
    chains.slide(step);
  }

  @Override
  int predict() {
    int here = carried == 0 ? find(place(), SHORTEST - 1) : carried;
    if (here == 0) {
      return literal();
    }
    if (Token.length(here) < lazy) {
      later = find(place() + 1, Token.length(here));
      if (later != 0) {
        return literal();
      }
    }
    return here;
  }

  @Override
  void accepted(int token, int from, boolean right) {
    carried = right && !Token.isMatch(token) ? later : 0;
    later = 0;
  }

  private int find(int place, int best) {
    int length = chains.find(place, end(), best);
    if (length <= best
        || (length <= FILTERED
            && (filtered || (length == SHORTEST && chains.distance() > TOO_FAR)))) {
      return 0;
    }
    return Token.match(length, chains.distance());
  }
}
