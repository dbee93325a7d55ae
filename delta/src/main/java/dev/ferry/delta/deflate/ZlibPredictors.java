package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;

/** Which way of zlib goes with which level and strategy. */
final class ZlibPredictors {
  private ZlibPredictors() {}

  static Predictor of(CompressorSettings settings, Bytes content) {
    if (settings.level() == 0 || settings.strategy() == CompressorStrategy.HUFFMAN_ONLY) {
      return new RunPredictor(content, false);
    }
    if (settings.strategy() == CompressorStrategy.RLE) {
      return new RunPredictor(content, true);
    }
    return settings.level() < 4
        ? new ZlibGreedyPredictor(settings, content)
        : new ZlibLazyPredictor(settings, content);
  }
}
