package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;

/**
 * Looks one place ahead: a match that is not long enough gives way to a longer one there, and is
 * then a literal.
 */
abstract class LazyPredictor extends Predictor {
  static final int SHORTEST = 3;

  /** Matches of at least this length are taken without a look ahead; 0 for every match. */
  private final int lazy;

  /** The match at this place, found when the place before was looked at, or 0. */
  private int carried;

  /** The match at the next place, if the token here is a literal because of it, or 0. */
  private int later;

  LazyPredictor(Bytes content, int lazy) {
    super(content);
    this.lazy = lazy;
  }

  /** The longest match at a place that is longer than what is known, or 0. */
  abstract int find(int place, int known);

  @Override
  final int predict() {
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
  final void accepted(int token, int from, boolean right) {
    carried = right && !Token.isMatch(token) ? later : 0;
    later = 0;
  }
}
