package dev.ferry.delta.code.arm;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.ReferenceKind;
import dev.ferry.delta.code.ReferenceSink;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.elf.Section;
import org.jspecify.annotations.Nullable;

/** Finds the references of one section of aarch64 code. */
public final class ArmReferences {
  /** How many instructions behind an ADRP are searched for the lower bits. */
  private static final int AHEAD = 32;

  private static final int WORD = 4;
  private static final int PAGE = 4096;

  private final Bytes file;
  private final Section section;
  private final ReferenceSink sink;
  private final long lowest;
  private final long highest;
  private final long end;
  private final PageRegisters registers = new PageRegisters();

  private ArmReferences(Bytes file, Elf elf, Section section, ReferenceSink sink) {
    this.file = file;
    this.section = section;
    this.sink = sink;
    lowest = elf.segments().isEmpty() ? 0 : elf.segments().get(0).address() & -PAGE;
    highest =
        elf.segments().stream().mapToLong(one -> one.address() + one.memory()).max().orElse(0);
    end = section.offset() + (section.size() & -WORD);
  }

  /** Sends the references of an executable section, by rising place. */
  public static void find(Bytes file, Elf elf, Section section, ReferenceSink sink) {
    new ArmReferences(file, elf, section, sink).find();
  }

  private void find() {
    for (long place = section.offset(); place < end; place += WORD) {
      int word = file.intAt(place);
      ReferenceKind direct = Instruction.direct(word);
      if (direct != null) {
        direct(place, word, direct);
      } else if (Instruction.isPage(word)) {
        page(place, word);
        continue;
      } else {
        lower(place, word, Instruction.lower(word));
      }
      registers.pass(word);
    }
  }

  private long addressOf(long place) {
    return section.address() + (place - section.offset());
  }

  private boolean isLoaded(long target) {
    return target >= lowest && target < highest;
  }

  private void direct(long place, int word, ReferenceKind kind) {
    long target = kind.target(kind.field(word), addressOf(place), 0);
    if (isLoaded(target)) {
      sink.reference(place, kind, target, 0);
    }
  }

  private void page(long place, int word) {
    ReferenceKind kind = ReferenceKind.AARCH64_ADRP;
    int register = Instruction.target(word);
    long page = kind.target(kind.field(word), addressOf(place), 0);
    registers.pass(word);
    if (isLoaded(page | PAGE - 1) && page >= lowest) {
      sink.reference(place, kind, page + lowerAhead(place + WORD, register), 0);
      registers.hold(register, place, page);
    }
  }

  /** What the first instruction that uses the page adds to it; 0 where none is near. */
  private long lowerAhead(long from, int register) {
    long last = Math.min(end, from + AHEAD * WORD);
    for (long place = from; place < last; place += WORD) {
      int word = file.intAt(place);
      ReferenceKind kind = Instruction.lower(word);
      if (kind != null && Instruction.base(word) == register) {
        return kind.target(kind.field(word), 0, 0);
      }
      if (Instruction.written(word) == register
          || Instruction.isCall(word)
          || Instruction.isReturn(word)) {
        return 0;
      }
    }
    return 0;
  }

  private void lower(long place, int word, @Nullable ReferenceKind kind) {
    if (kind == null || !registers.knows(Instruction.base(word), place)) {
      return;
    }
    int register = Instruction.base(word);
    long target = registers.page(register) + kind.target(kind.field(word), 0, 0);
    sink.reference(place, kind, target, registers.place(register));
  }
}
