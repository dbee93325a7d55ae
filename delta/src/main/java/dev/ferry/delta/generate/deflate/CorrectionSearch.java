package dev.ferry.delta.generate.deflate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.deflate.CompressorFamily;
import dev.ferry.delta.deflate.CompressorSettings;
import dev.ferry.delta.deflate.CompressorStrategy;
import dev.ferry.delta.deflate.CorrectedRecompression;
import dev.ferry.delta.deflate.CorrectionWriter;
import dev.ferry.delta.deflate.ExactRecompression;
import dev.ferry.delta.deflate.Recompression;
import dev.ferry.delta.deflate.StreamBlock;
import dev.ferry.delta.stream.BadDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the compressor that predicts a stream best, and the corrections to its predictions. What it
 * finds is still to be proved.
 */
final class CorrectionSearch {
  /** How many compressed bytes each compressor is tried on. */
  private static final long TRIAL = 1 << 15;

  /** Corrections of more than this share of the stream are not worth it; they shrink to a half. */
  private static final double WORTH = 0.6;

  /** How many that were right on the trial are tried on the whole stream. */
  private static final int MOST_WHOLE = 20;

  private static final int REMEMBERED = 4;

  private final List<CompressorSettings> latest = new ArrayList<>();

  /** As {@link #find}, but with the compressor alone that was best before. */
  Optional<Recompression> findAgain(Bytes compressed, Bytes content) {
    if (latest.isEmpty() || tried(latest.getFirst(), compressed, content, TRIAL) > 0) {
      return Optional.empty();
    }
    return written(latest.getFirst(), compressed, content, Long.MAX_VALUE);
  }

  /** The way with the fewest corrections. */
  Optional<Recompression> find(Bytes compressed, Bytes content, StreamFacts facts) {
    Recompression best = null;
    CompressorSettings nearest = null;
    long fewest = Long.MAX_VALUE;
    int whole = 0;
    for (CompressorSettings settings : candidates(facts)) {
      long size = tried(settings, compressed, content, fewest);
      if (size < fewest) {
        fewest = size;
        nearest = settings;
      }
      if (size == 0 && whole++ < MOST_WHOLE) {
        long most = best == null ? Long.MAX_VALUE : best.correctionSize();
        best = fewer(best, written(settings, compressed, content, most));
        if (best != null && best.correctionSize() == 0) {
          break;
        }
      }
    }
    if (best == null && nearest != null) {
      best = written(nearest, compressed, content, Long.MAX_VALUE).orElse(null);
    }
    Optional<Recompression> found = Optional.ofNullable(best);
    found.map(Recompression::settings).ifPresent(this::remember);
    return found;
  }

  private static @Nullable Recompression fewer(
      @Nullable Recompression known, Optional<Recompression> other) {
    return other
        .filter(how -> known == null || how.correctionSize() < known.correctionSize())
        .orElse(known);
  }

  private void remember(CompressorSettings settings) {
    latest.remove(settings);
    latest.addFirst(settings);
    if (latest.size() > REMEMBERED) {
      latest.removeLast();
    }
  }

  private List<CompressorSettings> candidates(StreamFacts facts) {
    List<CompressorSettings> candidates = new ArrayList<>(latest);
    add(candidates, CompressorFamily.MINIZ, 6);
    add(candidates, CompressorFamily.ZLIB_RS, 6);
    add(candidates, CompressorFamily.ZLIB_RS_6, 6);
    int[] usualFirst = {6, 9, 1, 8, 7, 5, 4, 3, 2};
    for (int level : usualFirst) {
      add(candidates, zlib(level, 15, facts.memoryLevel(), CompressorStrategy.DEFAULT));
    }
    for (int level : usualFirst) {
      add(candidates, CompressorFamily.MINIZ, level);
    }
    for (int level = 5; level >= 3; level--) {
      add(candidates, CompressorFamily.ZLIB_RS, level);
      add(candidates, CompressorFamily.ZLIB_RS_6, level);
    }
    if (facts.windowBits() < 15) {
      for (int level : usualFirst) {
        add(
            candidates,
            zlib(level, facts.windowBits(), facts.memoryLevel(), CompressorStrategy.DEFAULT));
      }
    }
    for (CompressorStrategy strategy : CompressorStrategy.values()) {
      add(candidates, zlib(6, 15, facts.memoryLevel(), strategy));
    }
    return candidates;
  }

  private static CompressorSettings zlib(
      int level, int windowBits, int memoryLevel, CompressorStrategy strategy) {
    return new CompressorSettings(CompressorFamily.ZLIB, level, windowBits, memoryLevel, strategy);
  }

  private static void add(List<CompressorSettings> to, CompressorFamily family, int level) {
    add(to, CompressorSettings.usual(family, level));
  }

  private static void add(List<CompressorSettings> to, CompressorSettings settings) {
    if (!to.contains(settings)) {
      to.add(settings);
    }
  }

  private static Optional<Recompression> written(
      CompressorSettings settings, Bytes compressed, Bytes content, long most) {
    return corrections(
            settings,
            compressed,
            content,
            Long.MAX_VALUE,
            Math.min(most, (long) (WORTH * compressed.size())))
        .map(CorrectionWriter::corrections)
        .map(
            corrections ->
                corrections.size() == 0
                    ? new ExactRecompression(settings)
                    : new CorrectedRecompression(settings, corrections));
  }

  private static long tried(
      CompressorSettings settings, Bytes compressed, Bytes content, long most) {
    return corrections(settings, compressed, content, TRIAL, most)
        .map(CorrectionWriter::size)
        .orElse(Long.MAX_VALUE);
  }

  /**
   * Codes a stream, or the blocks up to a place of it.
   *
   * @param most more bytes of corrections are not wanted
   */
  private static Optional<CorrectionWriter> corrections(
      CompressorSettings settings, Bytes compressed, Bytes content, long upTo, long most) {
    try {
      StreamBlocks blocks = new StreamBlocks(compressed);
      CorrectionWriter writer = new CorrectionWriter(settings, content);
      StreamBlock block;
      do {
        block = blocks.next();
        if (!writer.add(block) || writer.size() > most) {
          return Optional.empty();
        }
      } while (!block.last() && block.end() < upTo);
      return Optional.of(writer);
    } catch (BadDelta notDeflated) {
      return Optional.empty();
    }
  }
}
