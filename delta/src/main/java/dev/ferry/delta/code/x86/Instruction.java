package dev.ferry.delta.code.x86;

import dev.ferry.delta.code.ReferenceKind;
import org.jspecify.annotations.Nullable;

/** One instruction: how long it is, and where in it a distance stands. Reused for the next. */
final class Instruction {
  /** No instruction is longer. */
  static final int LONGEST = 15;

  /** So many bytes from its start are looked at, at most. */
  static final int REACH = 32;

  private static final int LEA = 0x8d;

  /** VZEROUPPER and VZEROALL: the only ones without ModRM. */
  private static final int EMPTY_UPPER = 0x77;

  private byte[] code = {};
  private int at;
  private boolean wide;
  private boolean shortOperand;
  private boolean shortAddress;
  private int distance;
  private boolean branch;
  private int behind;
  private boolean loadsAddress;

  /**
   * Reads the instruction at a place of an array, which must go on for {@value #REACH} bytes.
   *
   * @return its length; 0 where there is none
   */
  int read(byte[] bytes, int place) {
    code = bytes;
    at = place;
    wide = false;
    shortOperand = false;
    shortAddress = false;
    distance = -1;
    branch = false;
    behind = 0;
    loadsAddress = false;
    int form = prefixes(place);
    boolean known = form != 'x' && operands(form);
    int length = at - place;
    return known && length <= LONGEST ? length : 0;
  }

  /** How many bytes behind the start the distance of the instruction stands; -1: it has none. */
  int distanceAt(int place) {
    return distance < 0 ? -1 : distance - place;
  }

  /** The kind of the distance. */
  @Nullable ReferenceKind kind() {
    if (branch) {
      return ReferenceKind.REL32;
    }
    return switch (behind) {
      case 0 -> ReferenceKind.RIP32;
      case 1 -> ReferenceKind.RIP32_1;
      case 2 -> ReferenceKind.RIP32_2;
      case 4 -> ReferenceKind.RIP32_4;
      default -> null;
    };
  }

  /** Whether it loads an address, as that of a table. */
  boolean loadsAddress() {
    return loadsAddress;
  }

  private int next() {
    return code[at++] & 0xff;
  }

  /** Reads prefixes and the opcode; returns its form. */
  private int prefixes(int place) {
    while (at - place < LONGEST) {
      int opcode = next();
      int form = Opcodes.first(opcode);
      if (form == 'p') {
        shortOperand |= opcode == 0x66;
        shortAddress |= opcode == 0x67;
        wide = false;
      } else if (form == 'R') {
        wide = (opcode & 8) != 0;
      } else {
        loadsAddress = opcode == LEA;
        return form == '0' ? second() : form;
      }
    }
    return 'x';
  }

  private int second() {
    int form = Opcodes.second(next());
    if (form == '8' || form == 'A') {
      at++;
      return form == '8' ? 'm' : 'M';
    }
    return form;
  }

  private boolean operands(int form) {
    switch (form) {
      case '.' -> {}
      case 'm' -> modrm(0);
      case 'M' -> modrm(1);
      case 'Z' -> modrm(operandSize());
      case 'f' -> modrm(middle() < 2 ? 1 : 0);
      case 'F' -> modrm(middle() < 2 ? operandSize() : 0);
      case 'b' -> at++;
      case 'w' -> at += 2;
      case 'e' -> at += 3;
      case 'z' -> at += operandSize();
      case 'v' -> at += wide ? Long.BYTES : operandSize();
      case 'o' -> at += shortAddress ? Integer.BYTES : Long.BYTES;
      case 'r' -> branch();
      case 'W' -> {
        at++;
        return vector(1);
      }
      case 'V' -> {
        int map = next() & 0x1f;
        at++;
        return vector(map);
      }
      case 'E' -> {
        int map = next() & 7;
        at += 2;
        return vector(map);
      }
      default -> {
        return form == 'X' && xop();
      }
    }
    return true;
  }

  private int operandSize() {
    return shortOperand && !wide ? 2 : Integer.BYTES;
  }

  private int middle() {
    return code[at] >> 3 & 7;
  }

  private void branch() {
    distance = at;
    branch = true;
    at += Integer.BYTES;
  }

  /** The opcode of a VEX or EVEX instruction of a map, and what it asks for. */
  private boolean vector(int map) {
    int opcode = next();
    switch (map) {
      case 1 -> {
        if (opcode != EMPTY_UPPER) {
          modrm(Opcodes.second(opcode) == 'M' ? 1 : 0);
        }
      }
      case 2, 5, 6 -> modrm(0);
      case 3 -> modrm(1);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** 8F: POP where the middle field is 0, else XOP where the map says so. */
  private boolean xop() {
    int map = code[at] & 0x1f;
    if (map < 8) {
      modrm(0);
      return true;
    }
    at += 3;
    if (map > 10) {
      return false;
    }
    modrm(map == 8 ? 1 : map == 9 ? 0 : Integer.BYTES);
    return true;
  }

  /** ModRM with what it asks for, and so many bytes behind it. */
  private void modrm(int immediate) {
    int modrm = next();
    int mode = modrm >> 6;
    int register = modrm & 7;
    boolean relative = false;
    if (mode != 3) {
      if (register == 4) {
        int base = next() & 7;
        at += mode == 0 && base == 5 ? Integer.BYTES : 0;
      } else if (mode == 0 && register == 5) {
        relative = true;
        distance = at;
        at += Integer.BYTES;
      }
      at += mode == 1 ? 1 : mode == 2 ? Integer.BYTES : 0;
    }
    loadsAddress &= relative;
    behind = immediate;
    at += immediate;
  }
}
