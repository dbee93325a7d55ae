package dev.ferry.delta.generate;

import com.github.luben.zstd.ZstdOutputStream;
import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.Copying;
import dev.ferry.delta.format.PackedStream;
import dev.ferry.delta.format.PackedStream.Method;
import dev.ferry.delta.scratch.Kept;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.delta.stream.StreamKind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/**
 * Packs streams as small as the known methods make them: the settings are tried on the middle of
 * the stream, the best is used for all of it.
 */
final class Packing {
  private static final int SAMPLE = 384 << 10;
  private static final int WORTH_PACKING = 16;
  private static final int WORTH_TRYING = 512;
  private static final int LEAST_DICTIONARY = 12;
  private static final int MOST_DICTIONARY = 24;
  private static final int ZSTD_LEVEL = 19;

  /** Literal context bits, literal position bits, position bits. */
  private static final int[][] SETTINGS = {
    {3, 0, 0}, {0, 0, 0}, {1, 0, 0}, {4, 0, 0}, {0, 1, 1}, {0, 2, 2}, {2, 2, 2}
  };

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
    PackedStream best = new PackedStream(kind, Method.STORED, 0, 0, raw.size(), raw.size());
    Bytes least = sample;
    for (PackedStream candidate : candidates(kind, raw.size(), dictionary)) {
      Bytes packed = packed(candidate, sample);
      if (packed.size() < least.size()) {
        least = packed;
        best = candidate;
      }
    }
    Bytes bytes = sample.size() == raw.size() ? least : all(best, raw);
    return new Packed(
        new PackedStream(
            kind, best.method(), best.settings(), best.dictionary(), raw.size(), bytes.size()),
        bytes);
  }

  private Bytes all(PackedStream how, Bytes raw) throws IOException {
    return how.method() == Method.STORED ? raw : packed(how, raw);
  }

  private static List<PackedStream> candidates(StreamKind kind, long raw, int dictionary) {
    List<PackedStream> all = new ArrayList<>();
    if (raw < WORTH_PACKING) {
      return all;
    }
    for (int[] bits : raw < WORTH_TRYING ? List.of(SETTINGS).subList(0, 2) : List.of(SETTINGS)) {
      int settings = (bits[2] * 5 + bits[1]) * 9 + bits[0];
      all.add(new PackedStream(kind, Method.LZMA, settings, dictionary, raw, 0));
    }
    if (raw >= WORTH_TRYING) {
      all.add(new PackedStream(kind, Method.ZSTD, 0, 0, raw, 0));
    }
    return all;
  }

  private static int dictionary(long raw) {
    int log = LEAST_DICTIONARY;
    while (log < MOST_DICTIONARY && 1L << log < raw) {
      log++;
    }
    return log;
  }

  private Bytes packed(PackedStream how, Bytes raw) throws IOException {
    Kept kept = scratch.keep();
    try (OutputStream out = packer(how, kept)) {
      Copying.copy(raw, out);
    }
    return kept.bytes();
  }

  private static OutputStream packer(PackedStream how, OutputStream to) throws IOException {
    if (how.method() == Method.ZSTD) {
      return new ZstdOutputStream(to, ZSTD_LEVEL).setChecksum(false);
    }
    LZMA2Options options = new LZMA2Options(9);
    options.setDictSize(1 << how.dictionary());
    options.setLcLp(how.settings() % 9, how.settings() / 9 % 5);
    options.setPb(how.settings() / 45);
    options.setNiceLen(LZMA2Options.NICE_LEN_MAX);
    options.setDepthLimit(512);
    return new LZMAOutputStream(new FinishableWrapperOutputStream(to), options, false);
  }
}
