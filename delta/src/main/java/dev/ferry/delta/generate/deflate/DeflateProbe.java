package dev.ferry.delta.generate.deflate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.deflate.CompressorSettings;
import dev.ferry.delta.deflate.ExactRecompression;
import dev.ferry.delta.deflate.Recompression;
import dev.ferry.delta.deflate.Recompressor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds how streams were made. One probe serves the streams of one container in turn, and tries
 * first what was right before; it is not safe for several threads.
 */
public final class DeflateProbe {
  /** So many bytes of a stream tell by which settings it was made, nearly always. */
  private static final long TELLING = 96 << 10;

  private final Recompressor recompressor = Recompressor.here();
  private final List<CompressorSettings> levels = new ArrayList<>();
  private final CorrectionSearch corrections = new CorrectionSearch();
  private final Trust trust;
  private boolean byLevel = true;

  /** How much of a stream has to be made again before its settings are believed. */
  public enum Trust {
    /** The beginning. Whoever asks proves the rest. */
    BEGINNING,
    /** All of it. */
    NOTHING_UNSEEN
  }

  /** A probe that knows nothing yet. */
  public DeflateProbe(Trust trust) {
    this.trust = trust;
    for (int level : new int[] {6, 9, 1, 8, 7, 5, 4, 3, 2}) {
      levels.add(CompressorSettings.zlib(level));
    }
  }

  /**
   * Finds a way to make a stream again, and proves it: wholly, or as far as it is {@link Trust}ed.
   *
   * @param compressed the stream and nothing else
   * @param content what it inflates to
   * @return empty where no way is exact, or none is worth its corrections
   */
  public Optional<Recompression> find(Bytes compressed, Bytes content) {
    if (byLevel) {
      return byLevel(levels.subList(0, 1), compressed, content)
          .or(() -> search(compressed, content));
    }
    return proved(corrections.findAgain(compressed, content), compressed, content)
        .or(() -> search(compressed, content));
  }

  private Optional<Recompression> search(Bytes compressed, Bytes content) {
    StreamFacts facts = StreamFacts.of(compressed);
    if (facts.isMaybeUsualZlib()) {
      Optional<Recompression> found = byLevel(levels, compressed, content);
      if (found.isPresent()) {
        return found;
      }
    }
    Optional<Recompression> found =
        proved(corrections.find(compressed, content, facts), compressed, content);
    byLevel &= found.isEmpty();
    return found;
  }

  private Optional<Recompression> proved(
      Optional<Recompression> found, Bytes compressed, Bytes content) {
    return found.filter(how -> makes(how, content, compressed, Long.MAX_VALUE));
  }

  private Optional<Recompression> byLevel(
      List<CompressorSettings> among, Bytes compressed, Bytes content) {
    for (CompressorSettings settings : List.copyOf(among)) {
      Recompression how = new ExactRecompression(settings);
      if (makes(how, content, compressed, enough())) {
        levels.remove(settings);
        levels.addFirst(settings);
        byLevel = true;
        return Optional.of(how);
      }
    }
    return Optional.empty();
  }

  private long enough() {
    return trust == Trust.BEGINNING ? TELLING : Long.MAX_VALUE;
  }

  private boolean makes(Recompression how, Bytes content, Bytes compressed, long enough) {
    Comparison comparison = new Comparison(compressed, enough);
    try {
      recompressor.write(how, content, comparison);
      return comparison.isComplete();
    } catch (IOException ended) {
      return comparison.isComplete();
    }
  }
}
