package dev.ferry.delta.code.table;

import dev.ferry.delta.code.ReferenceKind;
import dev.ferry.delta.elf.Machine;
import dev.ferry.delta.elf.Section;
import dev.ferry.delta.stream.StreamKind;
import java.nio.ByteBuffer;

/**
 * {@code .plt} and {@code .got.plt}: entry by entry they follow from the slots that {@code
 * .rela.plt} names. What differs from the usual form is corrected, four bytes at a time.
 */
final class LinkageModel {
  private static final int ENTRY = 16;
  private static final int RELOCATION = RelocationModel.ENTRY;

  private final Columns columns;
  private final Libraries libraries;
  private final Section fresh;
  private final ByteBuffer relocations;
  private final int head;
  private final boolean arm;

  /**
   * @param relocations the new {@code .rela.plt}
   */
  LinkageModel(Columns columns, Libraries libraries, Section fresh, ByteBuffer relocations) {
    this.columns = columns;
    this.libraries = libraries;
    this.fresh = fresh;
    this.relocations = relocations;
    arm = libraries.freshElf().machine() == Machine.AARCH64;
    head = arm ? 2 * ENTRY : ENTRY;
  }

  /** Codes {@code .plt}. */
  void stubs(ByteBuffer out) {
    for (int at = 0; at + ENTRY <= out.capacity(); at += ENTRY) {
      int index = (at - head) / ENTRY;
      boolean known = at >= head && index < relocations.capacity() / RELOCATION;
      long slot = known ? relocations.getLong(index * RELOCATION) : 0;
      long address = fresh.address() + at;
      for (int part = 0; part < 4; part++) {
        long expected =
            !known ? 0 : arm ? arm(part, address, slot) : intel(part, address, slot, index);
        word(out, at + part * 4, expected);
      }
    }
    rest(out, out.capacity() / ENTRY * ENTRY);
  }

  private void word(ByteBuffer out, int at, long expected) {
    int actual = libraries.fresh().intAt(fresh.offset() + at);
    out.putInt(at, (int) columns.code(StreamKind.LINKAGE, expected << 32 >> 32, actual));
  }

  private void rest(ByteBuffer out, int from) {
    for (int at = from; at < out.capacity(); at++) {
      int actual = libraries.fresh().at(fresh.offset() + at);
      out.put(at, (byte) columns.code(StreamKind.LINKAGE, 0, actual));
    }
  }

  /** {@code jmp *slot(%rip); push index; jmp start}, as four words. */
  private long intel(int part, long address, long slot, int index) {
    long jump = slot - (address + 6);
    long back = fresh.address() - (address + ENTRY);
    return switch (part) {
      case 0 -> 0x25ff | (jump & 0xffff) << 16;
      case 1 -> (jump >>> 16 & 0xffff) | 0x680000 | (long) (index & 0xff) << 24;
      case 2 -> (index >>> 8 & 0xffffff) | 0xe9000000L;
      default -> back;
    };
  }

  /** {@code adrp x16; ldr x17, [x16]; add x16; br x17}. */
  private static long arm(int part, long address, long slot) {
    return switch (part) {
      case 0 ->
          ReferenceKind.AARCH64_ADRP.insert(
              0x90000010L, ReferenceKind.AARCH64_ADRP.fieldOf(slot, address, 0));
      case 1 ->
          ReferenceKind.AARCH64_LOW12_8.insert(
              0xf9400211L, ReferenceKind.AARCH64_LOW12_8.fieldOf(slot, 0, 0));
      case 2 ->
          ReferenceKind.AARCH64_LOW12.insert(
              0x91000210L, ReferenceKind.AARCH64_LOW12.fieldOf(slot, 0, 0));
      default -> 0xd61f0220L;
    };
  }

  /**
   * Codes {@code .got.plt}: before it is bound, a slot leads behind the jump of its stub, or on
   * aarch64 to the start of the stubs.
   *
   * @param stubs where {@code .plt} is
   */
  void slots(Section stubs, ByteBuffer out) {
    for (int at = 0; at + 8 <= out.capacity(); at += 8) {
      int index = at / 8 - 3;
      long expected =
          index < 0 ? 0 : arm ? stubs.address() : stubs.address() + head + (long) index * ENTRY + 6;
      long actual = libraries.fresh().longAt(fresh.offset() + at);
      out.putLong(at, columns.code(StreamKind.LINKAGE, expected, actual));
    }
    rest(out, out.capacity() & -8);
  }
}
