package dev.ferry.delta.deflate;

import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamWriter;

/** The compressor predicts the stream, and corrections say where it is different. */
public record CorrectedRecompression(CompressorSettings settings, Corrections corrections)
    implements Recompression {
  @Override
  public long correctionSize() {
    return corrections.size();
  }

  @Override
  public void write(StreamWriter to) {
    ByteSink sink = to.stream(StreamKind.DEFLATE);
    sink.put(1);
    settings.write(sink);
    corrections.write(to);
  }
}
