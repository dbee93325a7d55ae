package dev.ferry.delta.member;

import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSource;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamReader;

/**
 * Adds what differs within copies: runs of equal bytes and one byte that differs, in turn. Runs go
 * on from one copy to the next.
 */
final class Differences {
  private final ByteSource lengths;
  private final ByteSource bytes;
  private long equal;

  Differences(StreamReader in) {
    lengths = in.stream(StreamKind.EQUAL_LENGTH);
    bytes = in.stream(StreamKind.DIFFERENCE);
    equal = lengths.number();
  }

  /** Adds the differences to the next bytes of copies. */
  void add(byte[] piece, int length) {
    int at = 0;
    while (equal < length - at) {
      at += (int) equal;
      piece[at] += (byte) bytes.next();
      at++;
      equal = lengths.number();
    }
    equal -= length - at;
  }

  /** Checks that nothing is left over. */
  void end() {
    if (equal != 0) {
      throw new BadDelta("bytes are left over behind a member");
    }
  }
}
