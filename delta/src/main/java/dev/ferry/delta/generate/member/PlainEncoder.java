package dev.ferry.delta.generate.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.member.Copies;
import dev.ferry.delta.stream.StreamWriter;

/** Writes copies, new bytes and differences. */
final class PlainEncoder {
  private static final int PIECE = 1 << 16;

  private final Bytes old;
  private final Bytes fresh;
  private final StreamWriter out;
  private final DifferenceWriter differences;
  private final byte[] oldPiece = new byte[PIECE];
  private final byte[] newPiece = new byte[PIECE];

  PlainEncoder(Bytes old, Bytes fresh, StreamWriter out) {
    this.old = old;
    this.fresh = fresh;
    this.out = out;
    differences = new DifferenceWriter(out);
  }

  void encode(Copies copies) {
    new CopyWriter(fresh, out).write(copies);
    for (int i = 0; i < copies.count(); i++) {
      writeCopy(copies.oldPlace(i), copies.newPlace(i), copies.length(i));
    }
    differences.end();
  }

  private void writeCopy(long oldPlace, long newPlace, long length) {
    for (long done = 0; done < length; ) {
      int piece = (int) Math.min(length - done, PIECE);
      old.copy(oldPlace + done, oldPiece, 0, piece);
      fresh.copy(newPlace + done, newPiece, 0, piece);
      differences.write(oldPiece, newPiece, piece);
      done += piece;
    }
  }
}
