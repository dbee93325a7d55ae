package dev.ferry.delta.generate.member;

import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamWriter;

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
    for (int i = 0; i < length; i++) {
      int difference = fresh[i] - old[i];
      if (difference == 0) {
        equal++;
      } else {
        lengths.number(equal);
        bytes.put(difference);
        equal = 0;
      }
    }
  }

  void end() {
    lengths.number(equal);
  }
}
