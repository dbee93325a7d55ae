package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.format.PackedStream;
import dev.ferry.delta.format.PackedStream.Method;
import dev.ferry.delta.scratch.Kept;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.delta.stream.StreamKind;
import java.io.IOException;
import java.io.OutputStream;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/**
 * Packs streams as small as LZMA makes them: settings are tried, without much effort, on the middle
 * of the stream, and the best is used for all of it.
 */
final class Packing {
  private static final int SAMPLE = 128 << 10;
  private static final int WORTH_PACKING = 16;
  private static final int LEAST_DICTIONARY = 12;
  private static final int MOST_DICTIONARY = 24;

  /** How many bits of the byte before tell of the next: for bytes, for differences, for numbers. */
  private static final int[] CONTEXTS = {3, 0, 1};

  private final Scratch scratch;

  Packing(Scratch scratch) {
    this.scratch = scratch;
  }

  /**
   * A stream and its packed bytes.
   *
   * @param line for the table of streams
   * @param bytes what stands in the delta
   */
  record Packed(PackedStream line, Bytes bytes) {}

  /** The smallest form. */
  Packed pack(StreamKind kind, Bytes raw) throws IOException {
    long sampled = Math.min(SAMPLE, raw.size());
    Bytes sample = raw.slice((raw.size() - sampled) / 2, sampled);
    int dictionary = dictionary(raw.size());
    int best = CONTEXTS[0];
    long least = Long.MAX_VALUE;
    for (int i = 0; i < CONTEXTS.length && raw.size() >= WORTH_PACKING; i++) {
      long size = packed(CONTEXTS[i], dictionary(sampled), sample, true).size();
      if (size < least) {
        least = size;
        best = CONTEXTS[i];
      }
    }
    if (raw.size() >= WORTH_PACKING) {
      Bytes bytes = packed(best, dictionary, raw, false);
      if (bytes.size() < raw.size()) {
        return new Packed(
            new PackedStream(kind, Method.LZMA, best, dictionary, raw.size(), bytes.size()), bytes);
      }
    }
    return new Packed(new PackedStream(kind, Method.STORED, 0, 0, raw.size(), raw.size()), raw);
  }

  private static int dictionary(long raw) {
    int log = LEAST_DICTIONARY;
    while (log < MOST_DICTIONARY && 1L << log < raw) {
      log++;
    }
    return log;
  }

  private Bytes packed(int settings, int dictionary, Bytes raw, boolean trial) throws IOException {
    LZMA2Options options = new LZMA2Options(9);
    options.setDictSize(1 << dictionary);
    options.setLcLp(settings, 0);
    options.setPb(0);
    options.setNiceLen(128);
    options.setDepthLimit(48);
    if (trial) {
      options.setMode(LZMA2Options.MODE_FAST);
      options.setMatchFinder(LZMA2Options.MF_HC4);
      options.setNiceLen(32);
      options.setDepthLimit(16);
    }
    Kept kept = scratch.keep();
    try (OutputStream out =
        new LZMAOutputStream(new FinishableWrapperOutputStream(kept), options, false)) {
      Copying.copy(raw, out);
    }
    return kept.bytes();
  }
}
