package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.ReferenceKind;
import dev.ferry.delta.code.ReferenceSink;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.elf.Machine;
import dev.ferry.delta.elf.Section;

/**
 * Finds addresses in data: slots of eight bytes that a relative relocation fills, where the linker
 * has written the same address into the slot (as GNU ld does in tables of virtual functions).
 */
public final class RelocatedSlots {
  private static final int ENTRY = RelocationModel.ENTRY;
  private static final int WIDTH = 8;

  private RelocatedSlots() {}

  /**
   * Sends the references of a section of data, by rising place. Relocations that do not rise are
   * passed over.
   */
  public static void find(Bytes file, Elf elf, Section section, ReferenceSink sink) {
    int relative = elf.machine() == Machine.AARCH64 ? 1027 : 8;
    elf.findSection(".rela.dyn")
        .filter(one -> one.type() == Section.RELOCATIONS && section.inFile() && section.loaded())
        .ifPresent(one -> find(file, one, section, relative, sink));
  }

  private static void find(
      Bytes file, Section relocations, Section section, int relative, ReferenceSink sink) {
    long next = section.address();
    long end = section.address() + section.size() - WIDTH;
    for (long at = relocations.offset(); at <= relocations.end() - ENTRY; at += ENTRY) {
      long slot = file.longAt(at);
      if (slot < next || slot > end || file.intAt(at + 8) != relative) {
        continue;
      }
      long place = section.offset() + (slot - section.address());
      long target = file.longAt(at + 16);
      if (target != 0 && file.longAt(place) == target) {
        sink.reference(place, ReferenceKind.ABS64, target, 0);
        next = slot + WIDTH;
      }
    }
  }
}
