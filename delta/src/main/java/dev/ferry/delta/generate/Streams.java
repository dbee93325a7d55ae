package dev.ferry.delta.generate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.scratch.Kept;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The streams of a delta that is being made, in scratch files where they become large. */
final class Streams implements StreamWriter {
  private final Scratch scratch;
  private final Map<StreamKind, Sink> sinks = new EnumMap<>(StreamKind.class);

  Streams(Scratch scratch) {
    this.scratch = scratch;
  }

  @Override
  public ByteSink stream(StreamKind kind) {
    return sinks.computeIfAbsent(kind, any -> new Sink(scratch.keep()));
  }

  /** What was written, by rising number of the kind; streams that stayed empty are left out. */
  Map<StreamKind, Bytes> written() throws IOException {
    Map<Integer, StreamKind> order = new TreeMap<>();
    sinks.keySet().forEach(kind -> order.put(kind.number(), kind));
    Map<StreamKind, Bytes> all = new LinkedHashMap<>();
    for (StreamKind kind : order.values()) {
      Sink sink = Objects.requireNonNull(sinks.get(kind));
      Bytes bytes = sink.end();
      if (bytes.size() > 0) {
        all.put(kind, bytes);
      }
    }
    return all;
  }

  private static final class Sink implements ByteSink {
    private final Kept kept;
    private final byte[] buffer = new byte[1 << 13];
    private int filled;

    Sink(Kept kept) {
      this.kept = kept;
    }

    @Override
    public void put(int value) {
      if (filled == buffer.length) {
        flush();
      }
      buffer[filled++] = (byte) value;
    }

    @Override
    public void put(byte[] from, int offset, int length) {
      flush();
      try {
        kept.write(from, offset, length);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private void flush() {
      try {
        kept.write(buffer, 0, filled);
        filled = 0;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    Bytes end() throws IOException {
      flush();
      return kept.bytes();
    }
  }
}
