package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;

/**
 * Walks through a content as a compressor does and says which token it would make next. What is
 * told to have come instead is where it goes on from.
 */
abstract class Predictor {
  private static final int NONE = -1;

  final byte[] bytes;
  private final Window window;
  private int place;
  private int end;
  private int predicted = NONE;

  Predictor(Bytes content) {
    window = new Window(content);
    bytes = window.bytes();
    window.move(0);
    end = window.end();
  }

  /** The token that the compressor makes at this place, which is not the end. */
  final int next() {
    if (predicted == NONE) {
      int step = window.move(place);
      end = window.end();
      if (step > 0) {
        place -= step;
        slide(step);
      }
      predicted = predict();
    }
    return predicted;
  }

  /** Goes on behind the token that is at this place. */
  final void accept(int token) {
    boolean right = next() == token;
    predicted = NONE;
    int from = place;
    place += Token.length(token);
    accepted(token, from, right);
  }

  /** The literal at this place. */
  final int literal() {
    return bytes[place] & 0xff;
  }

  final boolean isEnd() {
    return window.isEnd(place);
  }

  /** How many bytes of content are left. */
  final long rest() {
    return window.rest(place);
  }

  /** Where the next token begins, in the window. */
  final int place() {
    return place;
  }

  /** Where the bytes of the window end: the end of the content, or far ahead. */
  final int end() {
    return end;
  }

  /** Places have become smaller. */
  abstract void slide(int step);

  /** The token at {@link #place}. */
  abstract int predict();

  /**
   * A token was taken.
   *
   * @param from where it begins
   * @param right whether it is what was predicted
   */
  abstract void accepted(int token, int from, boolean right);

  /** Whole bytes of the stream are written up to the end of a block. */
  void written(long compressed) {}

  /** How many bytes from two places are equal, up to a bound. */
  final int equal(int older, int newer, int most) {
    int length = java.util.Arrays.mismatch(bytes, older, older + most, bytes, newer, newer + most);
    return length < 0 ? most : length;
  }

  /** Makes the places of a table smaller; what falls out of the window becomes 0. */
  static void slide(int[] table, int step) {
    for (int i = 0; i < table.length; i++) {
      table[i] = Math.max(0, table[i] - step);
    }
  }

  /** The predictor of a compressor. */
  static Predictor of(CompressorSettings settings, Bytes content) {
    return switch (settings.family()) {
      case ZLIB -> ZlibPredictors.of(settings, content);
      case MINIZ -> new MinizPredictor(settings, content);
      case ZLIB_RS, ZLIB_RS_6 -> ZlibRsPredictor.of(settings, content);
    };
  }
}
