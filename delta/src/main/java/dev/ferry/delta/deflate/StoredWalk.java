package dev.ferry.delta.deflate;

/** How a predictor goes through bytes that are stored: over its own tokens. */
final class StoredWalk {
  private StoredWalk() {}

  static void walk(Predictor predictor, long length) {
    for (long rest = length; rest > 0; ) {
      rest -= step(predictor, rest);
    }
  }

  /** Goes over one token, or over a literal where the token does not fit. */
  static int step(Predictor predictor, long rest) {
    int token = predictor.next();
    if (Token.length(token) > rest) {
      token = predictor.literal();
    }
    predictor.accept(token);
    return Token.length(token);
  }
}
