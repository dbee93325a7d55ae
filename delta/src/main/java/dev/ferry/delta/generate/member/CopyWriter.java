package dev.ferry.delta.generate.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.member.Copies;
import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamWriter;

/** Writes which bytes are copied from where, and the new ones. */
final class CopyWriter {
  private static final int PIECE = 1 << 16;

  private final Bytes fresh;
  private final StreamWriter out;
  private final byte[] buffer = new byte[PIECE];

  CopyWriter(Bytes fresh, StreamWriter out) {
    this.fresh = fresh;
    this.out = out;
  }

  void write(Copies copies) {
    ByteSink lengths = out.stream(StreamKind.COPY_LENGTH);
    ByteSink places = out.stream(StreamKind.COPY_PLACE);
    long done = 0;
    long oldPlace = 0;
    for (int i = 0; i < copies.count(); i++) {
      writeNew(done, copies.newPlace(i));
      lengths.number(copies.length(i));
      places.signed(copies.oldPlace(i) - oldPlace);
      oldPlace = copies.oldPlace(i) + copies.length(i);
      done = copies.newPlace(i) + copies.length(i);
    }
    if (done < fresh.size() || copies.count() == 0) {
      writeNew(done, fresh.size());
    }
  }

  private void writeNew(long from, long to) {
    out.stream(StreamKind.NEW_LENGTH).number(to - from);
    for (long place = from; place < to; ) {
      int piece = (int) Math.min(to - place, PIECE);
      fresh.copy(place, buffer, 0, piece);
      out.stream(StreamKind.NEW_BYTES).put(buffer, 0, piece);
      place += piece;
    }
  }
}
