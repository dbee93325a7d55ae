package dev.ferry.delta.apply;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.format.DeltaFile;
import dev.ferry.delta.format.PackedStream;
import dev.ferry.delta.format.Unpacking;
import dev.ferry.delta.scratch.Kept;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSource;
import dev.ferry.delta.stream.BytesSource;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamReader;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * The streams of a delta, unpacked one by one, so that only one dictionary is in memory at a time.
 */
final class UnpackedStreams implements StreamReader {
  private final Map<StreamKind, BytesSource> sources = new EnumMap<>(StreamKind.class);

  private UnpackedStreams() {}

  static UnpackedStreams unpack(DeltaFile delta, Bytes file, Scratch scratch) throws IOException {
    UnpackedStreams all = new UnpackedStreams();
    long place = delta.body();
    for (PackedStream stream : delta.streams()) {
      Kept kept = scratch.keep();
      Unpacking.unpack(stream, new BytesInput(file.slice(place, stream.packed())), kept);
      all.sources.put(stream.kind(), new BytesSource("stream " + stream.kind(), kept.bytes()));
      place += stream.packed();
    }
    return all;
  }

  @Override
  public ByteSource stream(StreamKind kind) {
    return sources.computeIfAbsent(
        kind, any -> new BytesSource("stream " + any, ArrayBytes.of(new byte[0])));
  }

  /** Says that everything has been read that there is. */
  void end() {
    sources.forEach(
        (kind, source) -> {
          if (!source.ended()) {
            throw new BadDelta("stream " + kind + " has more than is needed");
          }
        });
  }
}
