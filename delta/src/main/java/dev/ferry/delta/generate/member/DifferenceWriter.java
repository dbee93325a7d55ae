package dev.ferry.delta.generate.member;

import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamWriter;
import java.util.Arrays;

/** Writes what differs within copies. */
final class DifferenceWriter {
  private final ByteSink lengths;
  private final ByteSink bytes;
  private long equal;

  DifferenceWriter(StreamWriter out) {
    lengths = out.stream(StreamKind.EQUAL_LENGTH);
    bytes = out.stream(StreamKind.DIFFERENCE);
  }

  void write(byte[] old, byte[] fresh, int length) {
    for (int from = 0; from < length; ) {
      int run = Arrays.mismatch(old, from, length, fresh, from, length);
      if (run < 0) {
        equal += length - from;
        return;
      }
      lengths.number(equal + run);
      bytes.put(fresh[from + run] - old[from + run]);
      equal = 0;
      from += run + 1;
    }
  }

  void end() {
    lengths.number(equal);
  }
}
