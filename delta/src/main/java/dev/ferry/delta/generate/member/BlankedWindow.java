package dev.ferry.delta.generate.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.References;
import dev.ferry.delta.generate.match.Window;
import dev.ferry.delta.member.Blanks;

/** A library as it is matched: its references blanked. */
record BlankedWindow(Bytes bytes, References references) implements Window {
  @Override
  public long size() {
    return bytes.size();
  }

  @Override
  public byte[] read(long from, int length) {
    byte[] piece = new byte[length];
    bytes.copy(from, piece, 0, length);
    Blanks.blank(references, from, piece);
    return piece;
  }
}
