package dev.ferry.delta.code.find;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.ReferenceSink;
import dev.ferry.delta.code.References;
import dev.ferry.delta.code.arm.ArmReferences;
import dev.ferry.delta.code.table.RelocatedSlots;
import dev.ferry.delta.code.x86.CodeReferences;
import dev.ferry.delta.code.x86.SwitchTables;
import dev.ferry.delta.code.x86.TableStarts;
import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.elf.Machine;
import dev.ferry.delta.elf.Section;
import java.util.function.Consumer;

/** Finds the references in the code of a library, and those in its data that the code tells of. */
public final class ReferenceFinder {
  private static final int DATA = 1;

  /** No library has so many of one sort; a made-up one is not searched for ever. */
  private static final int MOST_SECTIONS = 64;

  private final Bytes file;
  private final Elf elf;

  private ReferenceFinder(Bytes file, Elf elf) {
    this.file = file;
    this.elf = elf;
  }

  /** Whether there are finders for the machine of a library. */
  public static boolean knows(Elf elf) {
    return elf.machine() != Machine.OTHER;
  }

  /** The references of a library. */
  public static References find(Bytes file, Elf elf) {
    ReferenceFinder finder = new ReferenceFinder(file, elf);
    return elf.machine() == Machine.AARCH64 ? finder.arm() : finder.intel();
  }

  private References arm() {
    References code = new References();
    eachSection(true, section -> ArmReferences.find(file, elf, section, sink(code)));
    return References.merge(code, slots());
  }

  private References slots() {
    References slots = new References();
    eachSection(false, section -> RelocatedSlots.find(file, elf, section, sink(slots)));
    return slots;
  }

  private References intel() {
    TableStarts tables = new TableStarts();
    References code = new References();
    References data = new References();
    eachSection(true, section -> CodeReferences.find(file, elf, section, tables, sink(code)));
    eachSection(false, section -> SwitchTables.find(file, elf, section, tables, sink(data)));
    return References.merge(References.merge(code, data), slots());
  }

  private static ReferenceSink sink(References to) {
    return (place, kind, target, base) -> to.add(place, kind, target, base);
  }

  private static boolean isData(int type) {
    return type == DATA || (type >= Section.INIT_ARRAY && type <= Section.INIT_ARRAY + 2);
  }

  /** Sections that begin before the last one's end are left out: a made-up file could have many. */
  private void eachSection(boolean executable, Consumer<Section> action) {
    long end = 0;
    int done = 0;
    for (Section section : elf.sections()) {
      boolean wanted =
          executable
              ? section.executable()
              : isData(section.type()) && section.loaded() && !section.executable();
      if (wanted && section.offset() >= end && done++ < MOST_SECTIONS) {
        action.accept(section);
        end = section.end();
      }
    }
  }
}
