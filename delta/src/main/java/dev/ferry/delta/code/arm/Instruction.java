package dev.ferry.delta.code.arm;

import dev.ferry.delta.code.ReferenceKind;
import org.jspecify.annotations.Nullable;

/** What the bits of one instruction say, as far as references need it. */
final class Instruction {
  /** The register that is none: zero or the stack. */
  static final int NONE = 31;

  private static final int INTEGER_REGISTER = 0x1f;
  private static final ReferenceKind[] LOWER = {
    ReferenceKind.AARCH64_LOW12,
    ReferenceKind.AARCH64_LOW12_2,
    ReferenceKind.AARCH64_LOW12_4,
    ReferenceKind.AARCH64_LOW12_8,
    ReferenceKind.AARCH64_LOW12_16
  };

  private Instruction() {}

  /** The kind of a branch, literal load or ADR; null for all else. */
  static @Nullable ReferenceKind direct(int word) {
    if ((word & 0x7c000000) == 0x14000000) {
      return ReferenceKind.AARCH64_BRANCH26;
    }
    if ((word & 0xff000010) == 0x54000000
        || (word & 0x7e000000) == 0x34000000
        || (word & 0x3b000000) == 0x18000000) {
      return ReferenceKind.AARCH64_BRANCH19;
    }
    if ((word & 0x7e000000) == 0x36000000) {
      return ReferenceKind.AARCH64_BRANCH14;
    }
    return (word & 0x9f000000) == 0x10000000 ? ReferenceKind.AARCH64_ADR : null;
  }

  static boolean isPage(int word) {
    return (word & 0x9f000000) == 0x90000000;
  }

  /**
   * The kind of an ADD of 64 bits without shift, or of a load or store with an unsigned offset:
   * what can add the lower bits of an address; null for all else.
   */
  static @Nullable ReferenceKind lower(int word) {
    if ((word & 0xffc00000) == 0x91000000) {
      return ReferenceKind.AARCH64_LOW12;
    }
    return (word & 0x3b000000) == 0x39000000 ? LOWER[scale(word)] : null;
  }

  private static int scale(int word) {
    boolean wide = (word & 0x04800000) == 0x04800000;
    return wide ? 4 : word >>> 30;
  }

  /** The register that {@link #lower} adds to. */
  static int base(int word) {
    return word >>> 5 & INTEGER_REGISTER;
  }

  /** Bits 0 to 4: mostly the register that is written. */
  static int target(int word) {
    return word & INTEGER_REGISTER;
  }

  /** BL and BLR: afterwards x0 to x18 and x30 hold something else. */
  static boolean isCall(int word) {
    return (word & 0xfc000000) == 0x94000000 || (word & 0xfffffc1f) == 0xd63f0000;
  }

  /** RET: the end of a function. */
  static boolean isReturn(int word) {
    return (word & 0xfffffc1f) == 0xd65f0000;
  }

  /**
   * The general register that an instruction writes, or {@link #NONE}. Second registers of pairs
   * and base registers that are written back are not told.
   */
  static int written(int word) {
    return switch (word >>> 25 & 0xf) {
      case 0x8, 0x9 -> target(word);
      case 0x5, 0xd -> (word & 0x1fe00000) == 0x1a400000 ? NONE : target(word);
      case 0x4, 0xc -> isLoad(word) ? target(word) : NONE;
      case 0x7, 0xf -> (word & 0x5f20fc00) == 0x1e200000 ? target(word) : NONE;
      default -> NONE;
    };
  }

  /** Of loads and stores of general registers: one register, a literal, or the others. */
  private static boolean isLoad(int word) {
    return switch (word >>> 28 & 3) {
      case 3 -> (word & 0x00c00000) != 0;
      case 1 -> (word & 0x01000000) == 0;
      default -> (word & 0x00400000) != 0;
    };
  }
}
