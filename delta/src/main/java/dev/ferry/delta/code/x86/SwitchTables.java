package dev.ferry.delta.code.x86;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.ReferenceKind;
import dev.ferry.delta.code.ReferenceSink;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.elf.Section;

/** Finds the tables of switches in a section that holds data. */
public final class SwitchTables {
  private final Bytes file;
  private final Section section;
  private final ReferenceSink sink;
  private final Span code;

  private SwitchTables(Bytes file, Elf elf, Section section, ReferenceSink sink) {
    this.file = file;
    this.section = section;
    this.sink = sink;
    code = Span.ofCode(elf);
  }

  /** Sends the entries of all tables, by rising place. */
  public static void find(
      Bytes file, Elf elf, Section section, TableStarts tables, ReferenceSink sink) {
    new SwitchTables(file, elf, section, sink).find(tables.sorted());
  }

  private void find(long[] starts) {
    long end = section.address() + section.size();
    for (int i = 0; i < starts.length; i++) {
      long next = i + 1 < starts.length ? Math.min(starts[i + 1], end) : end;
      if (section.holds(starts[i]) && starts[i] % Integer.BYTES == 0) {
        table(starts[i], next);
      }
    }
  }

  private void table(long start, long end) {
    for (long at = start; at + Integer.BYTES <= end; at += Integer.BYTES) {
      long place = section.offset() + (at - section.address());
      long target = start + file.intAt(place);
      if (!code.holds(target)) {
        return;
      }
      sink.reference(place, ReferenceKind.TABLE32, target, start);
    }
  }
}
