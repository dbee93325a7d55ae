package dev.ferry.delta.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSource;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamReader;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Makes a member of new bytes and copies, in turn, each possibly empty: new bytes first. Within
 * copies, runs of equal bytes and one byte that differs, in turn; runs go on from one copy to the
 * next.
 */
final class PlainDecoder {
  private static final int PIECE = 1 << 16;

  private final Bytes old;
  private final OutputStream to;
  private final ByteSource newLengths;
  private final ByteSource newBytes;
  private final ByteSource copyLengths;
  private final ByteSource copyPlaces;
  private final ByteSource equalLengths;
  private final ByteSource differences;
  private final byte[] buffer = new byte[PIECE];

  /** How many bytes of copies are equal before the next that is not. */
  private long equal;

  PlainDecoder(Bytes old, StreamReader in, OutputStream to) {
    this.old = old;
    this.to = to;
    newLengths = in.stream(StreamKind.NEW_LENGTH);
    newBytes = in.stream(StreamKind.NEW_BYTES);
    copyLengths = in.stream(StreamKind.COPY_LENGTH);
    copyPlaces = in.stream(StreamKind.COPY_PLACE);
    equalLengths = in.stream(StreamKind.EQUAL_LENGTH);
    differences = in.stream(StreamKind.DIFFERENCE);
  }

  void decode(long size) throws IOException {
    equal = equalLengths.number();
    long rest = size;
    long place = 0;
    do {
      long fresh = bounded(newLengths.number(), rest, "a run of new bytes");
      writeNew(fresh);
      rest -= fresh;
      if (rest == 0) {
        break;
      }
      long length = bounded(copyLengths.number(), rest, "a copy");
      place += copyPlaces.signed();
      if (length == 0 || place < 0 || place > old.size() - length) {
        throw new BadDelta("a copy is empty or outside of the old member");
      }
      writeCopy(place, length);
      place += length;
      rest -= length;
    } while (rest > 0);
    if (equal != 0) {
      throw new BadDelta("bytes are left over behind a member");
    }
  }

  private static long bounded(long length, long most, String what) {
    if (length > most) {
      throw new BadDelta(what + " is longer than the member");
    }
    return length;
  }

  private void writeNew(long length) throws IOException {
    for (long rest = length; rest > 0; ) {
      int piece = (int) Math.min(rest, PIECE);
      newBytes.next(buffer, 0, piece);
      to.write(buffer, 0, piece);
      rest -= piece;
    }
  }

  private void writeCopy(long place, long length) throws IOException {
    for (long done = 0; done < length; ) {
      int piece = (int) Math.min(length - done, PIECE);
      old.copy(place + done, buffer, 0, piece);
      addDifferences(piece);
      to.write(buffer, 0, piece);
      done += piece;
    }
  }

  private void addDifferences(int piece) {
    int at = 0;
    while (equal < piece - at) {
      at += (int) equal;
      buffer[at] += (byte) differences.next();
      at++;
      equal = equalLengths.number();
    }
    equal -= piece - at;
  }
}
