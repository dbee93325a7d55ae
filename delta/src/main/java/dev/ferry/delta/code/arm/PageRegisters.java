package dev.ferry.delta.code.arm;

import java.util.Arrays;

/** Which register holds the page that which ADRP put there. */
final class PageRegisters {
  /** An ADRP further away than this, in bytes, is forgotten. */
  static final int REACH = 1 << 14;

  private static final long UNKNOWN = Long.MIN_VALUE / 2;
  private static final int FIRST_KEPT = 19;
  private static final int LINK = 30;

  private final long[] places = new long[Instruction.NONE + 1];
  private final long[] pages = new long[Instruction.NONE + 1];

  PageRegisters() {
    forgetAll();
  }

  void forgetAll() {
    Arrays.fill(places, UNKNOWN);
  }

  /** An instruction was passed: what it writes is no page any more. */
  void pass(int word) {
    places[Instruction.written(word)] = UNKNOWN;
    if (Instruction.isCall(word)) {
      Arrays.fill(places, 0, FIRST_KEPT, UNKNOWN);
      places[LINK] = UNKNOWN;
    } else if (Instruction.isReturn(word)) {
      forgetAll();
    }
  }

  void hold(int register, long place, long page) {
    places[register] = register == Instruction.NONE ? UNKNOWN : place;
    pages[register] = page;
  }

  boolean knows(int register, long place) {
    return place - places[register] <= REACH;
  }

  /** The place of the ADRP whose page a register holds. */
  long place(int register) {
    return places[register];
  }

  long page(int register) {
    return pages[register];
  }
}
