package dev.ferry.delta.code.table;

import dev.ferry.delta.elf.Section;
import dev.ferry.delta.stream.StreamKind;
import java.nio.ByteBuffer;

/** The versions of the dynamic symbols, two bytes each: a symbol keeps its version. */
final class VersionModel {
  static final int ENTRY = 2;

  private VersionModel() {}

  static void code(
      Columns columns,
      Libraries libraries,
      Section old,
      Section fresh,
      int[] partners,
      ByteBuffer out) {
    long count = old.size() / ENTRY;
    int before = 0;
    for (int i = 0; i < fresh.size() / ENTRY; i++) {
      int partner = i < partners.length ? partners[i] : Alignment.NONE;
      int expected =
          partner != Alignment.NONE && partner < count
              ? libraries.old().shortAt(old.offset() + (long) partner * ENTRY)
              : before;
      before =
          (int)
              columns.code(
                  StreamKind.SYMBOL_VERSION,
                  expected,
                  libraries.fresh().shortAt(fresh.offset() + (long) i * ENTRY));
      out.putShort(i * ENTRY, (short) before);
    }
  }
}
