package dev.ferry.delta.generate.member;

import dev.ferry.delta.bytes.Bytes;

/** Whether two files differ in so little that looking into them costs more than it saves. */
final class Likeness {
  /** A library that differs in fewer bytes: its build number, a date. */
  private static final int FEW = 512;

  private static final int PIECE = 1 << 16;

  private Likeness() {}

  /** Whether the files are of one size and fewer than {@value #FEW} bytes differ. */
  static boolean isNearlyEqual(Bytes old, Bytes fresh) {
    if (old.size() != fresh.size()) {
      return false;
    }
    byte[] one = new byte[PIECE];
    byte[] other = new byte[PIECE];
    int different = 0;
    for (long place = 0; place < old.size() && different < FEW; place += PIECE) {
      int length = (int) Math.min(PIECE, old.size() - place);
      old.copy(place, one, 0, length);
      fresh.copy(place, other, 0, length);
      for (int i = 0; i < length; i++) {
        different += one[i] == other[i] ? 0 : 1;
      }
    }
    return different < FEW;
  }
}
