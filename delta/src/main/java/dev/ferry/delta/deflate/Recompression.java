package dev.ferry.delta.deflate;

import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSource;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamReader;
import dev.ferry.delta.stream.StreamWriter;

/** How one deflated stream is made again from its content. {@link Recompressor} does it. */
public sealed interface Recompression permits ExactRecompression, CorrectedRecompression {
  /** The compressor that makes the stream, or the one that predicts it. */
  CompressorSettings settings();

  /** How many bytes the corrections take before they are compressed; 0 where there are none. */
  long correctionSize();

  /** Appends this to the streams of a delta. */
  void write(StreamWriter to);

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws BadDelta where it does not parse
   */
  static Recompression read(StreamReader from) {
    ByteSource source = from.stream(StreamKind.DEFLATE);
    int corrected = source.next();
    CompressorSettings settings = CompressorSettings.read(source);
    return switch (corrected) {
      case 0 -> new ExactRecompression(settings);
      case 1 -> new CorrectedRecompression(settings, Corrections.read(from));
      default ->
          throw new BadDelta("a deflated stream is made in way " + corrected + ", want 0 or 1");
    };
  }
}
