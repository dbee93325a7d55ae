package dev.ferry.delta.generate.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.member.Copies;
import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamWriter;

/** Writes copies, new bytes and differences. */
final class PlainEncoder {
  private static final int PIECE = 1 << 16;

  private final Bytes old;
  private final Bytes fresh;
  private final ByteSink newLengths;
  private final ByteSink newBytes;
  private final ByteSink copyLengths;
  private final ByteSink copyPlaces;
  private final ByteSink equalLengths;
  private final ByteSink differences;
  private final byte[] oldPiece = new byte[PIECE];
  private final byte[] newPiece = new byte[PIECE];
  private long equal;

  PlainEncoder(Bytes old, Bytes fresh, StreamWriter out) {
    this.old = old;
    this.fresh = fresh;
    newLengths = out.stream(StreamKind.NEW_LENGTH);
    newBytes = out.stream(StreamKind.NEW_BYTES);
    copyLengths = out.stream(StreamKind.COPY_LENGTH);
    copyPlaces = out.stream(StreamKind.COPY_PLACE);
    equalLengths = out.stream(StreamKind.EQUAL_LENGTH);
    differences = out.stream(StreamKind.DIFFERENCE);
  }

  void encode(Copies copies) {
    long done = 0;
    long oldPlace = 0;
    for (int i = 0; i < copies.count(); i++) {
      writeNew(done, copies.newPlace(i));
      long length = copies.length(i);
      copyLengths.number(length);
      copyPlaces.signed(copies.oldPlace(i) - oldPlace);
      writeCopy(copies.oldPlace(i), copies.newPlace(i), length);
      oldPlace = copies.oldPlace(i) + length;
      done = copies.newPlace(i) + length;
    }
    if (done < fresh.size() || copies.count() == 0) {
      writeNew(done, fresh.size());
    }
    equalLengths.number(equal);
  }

  private void writeNew(long from, long to) {
    newLengths.number(to - from);
    for (long place = from; place < to; ) {
      int piece = (int) Math.min(to - place, PIECE);
      fresh.copy(place, newPiece, 0, piece);
      newBytes.put(newPiece, 0, piece);
      place += piece;
    }
  }

  private void writeCopy(long oldPlace, long newPlace, long length) {
    for (long done = 0; done < length; ) {
      int piece = (int) Math.min(length - done, PIECE);
      old.copy(oldPlace + done, oldPiece, 0, piece);
      fresh.copy(newPlace + done, newPiece, 0, piece);
      writeDifferences(piece);
      done += piece;
    }
  }

  private void writeDifferences(int piece) {
    for (int i = 0; i < piece; i++) {
      int difference = newPiece[i] - oldPiece[i];
      if (difference == 0) {
        equal++;
      } else {
        equalLengths.number(equal);
        differences.put(difference);
        equal = 0;
      }
    }
  }
}
