package dev.ferry.delta.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamReader;
import java.io.IOException;
import java.io.OutputStream;

/** Makes a member of new bytes and copies, as they come. */
final class PlainDecoder {
  private static final int PIECE = 1 << 16;

  private final Bytes old;
  private final OutputStream to;
  private final StreamReader in;
  private final Differences differences;
  private final byte[] buffer = new byte[PIECE];

  PlainDecoder(Bytes old, StreamReader in, OutputStream to) {
    this.old = old;
    this.to = to;
    this.in = in;
    differences = new Differences(in);
  }

  void decode(long size) throws IOException {
    Frame frame = new Frame(in, old.size(), size);
    do {
      writeNew(frame.newBytes());
      if (frame.rest() > 0) {
        frame.copy();
        writeCopy(frame.place(), frame.length());
      }
    } while (frame.rest() > 0);
    differences.end();
  }

  private void writeNew(long length) throws IOException {
    for (long rest = length; rest > 0; ) {
      int piece = (int) Math.min(rest, PIECE);
      in.stream(StreamKind.NEW_BYTES).next(buffer, 0, piece);
      to.write(buffer, 0, piece);
      rest -= piece;
    }
  }

  private void writeCopy(long place, long length) throws IOException {
    for (long done = 0; done < length; ) {
      int piece = (int) Math.min(length - done, PIECE);
      old.copy(place + done, buffer, 0, piece);
      differences.add(buffer, piece);
      to.write(buffer, 0, piece);
      done += piece;
    }
  }
}
