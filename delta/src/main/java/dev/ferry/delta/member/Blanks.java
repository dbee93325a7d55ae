package dev.ferry.delta.member;

import dev.ferry.delta.code.ReferenceKind;
import dev.ferry.delta.code.References;

/** Takes references out of bytes. */
public final class Blanks {
  private Blanks() {}

  /** Blanks the references that lie whole in a piece of a file that begins at a place. */
  public static void blank(References references, long from, byte[] piece) {
    int last = references.firstFrom(from + piece.length);
    for (int i = references.firstFrom(from); i < last; i++) {
      int at = (int) (references.place(i) - from);
      if (at + references.kind(i).width() <= piece.length) {
        blank(references.kind(i), piece, at);
      }
    }
  }

  static void blank(ReferenceKind kind, byte[] piece, int at) {
    int width = kind.width();
    Words.write(piece, at, width, kind.blank(Words.read(piece, at, width)));
  }
}
