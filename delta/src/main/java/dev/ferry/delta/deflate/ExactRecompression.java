package dev.ferry.delta.deflate;

import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamWriter;

/** The compressor makes the very stream. */
public record ExactRecompression(CompressorSettings settings) implements Recompression {
  @Override
  public long correctionSize() {
    return 0;
  }

  @Override
  public void write(StreamWriter to) {
    ByteSink sink = to.stream(StreamKind.DEFLATE);
    sink.put(0);
    settings.write(sink);
  }
}
