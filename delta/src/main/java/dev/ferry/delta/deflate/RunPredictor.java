package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;

/** Predicts literals alone, or literals and matches with the byte before. */
final class RunPredictor extends Predictor {
  private static final int SHORTEST = 3;

  private final boolean runs;

  RunPredictor(Bytes content, boolean runs) {
    super(content);
    this.runs = runs;
  }

  @Override
  void slide(int step) {}

  @Override
  int predict() {
    if (runs && place() > 0) {
      int length = equal(place() - 1, place(), Math.min(Token.LONGEST, end() - place()));
      if (length >= SHORTEST) {
        return Token.match(length, 1);
      }
    }
    return literal();
  }

  @Override
  void accepted(int token, int from, boolean right) {}
}
