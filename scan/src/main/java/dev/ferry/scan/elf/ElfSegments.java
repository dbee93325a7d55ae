package dev.ferry.scan.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The program headers (gABI chapter 5).
 *
 * @param loads the {@code PT_LOAD} segments
 * @param dynamic where the dynamic segment lies in the file
 * @param program whether there is a {@code PT_INTERP}
 */
record ElfSegments(List<Load> loads, Optional<Range> dynamic, boolean program) {
  private static final int LOAD = 1;
  private static final int DYNAMIC = 2;
  private static final int INTERPRETER = 3;
  private static final int MOST = 2_048;

  /** A stretch of the file. */
  record Range(long offset, long length) {}

  /** A stretch of the file that is mapped to an address. */
  record Load(long address, Range file, long alignment) {}

  static ElfSegments read(ElfInput in, long offset, int entrySize, int count) throws ElfFault {
    int expected = in.wide() ? 56 : 32;
    if (count > 0 && entrySize != expected) {
      throw new ElfFault("e_phentsize", entrySize, String.valueOf(expected));
    }
    if (count > MOST) {
      throw new ElfFault("e_phnum", count, "at most " + MOST);
    }
    ByteBuffer table = in.read("e_phoff", offset, (long) count * expected);
    List<Load> loads = new ArrayList<>();
    Optional<Range> dynamic = Optional.empty();
    boolean program = false;
    for (int i = 0; i < count; i++) {
      table.position(i * expected);
      int type = table.getInt();
      Load segment = segment(in, table);
      if (type == LOAD) {
        loads.add(segment);
      } else if (type == DYNAMIC) {
        dynamic = Optional.of(segment.file());
      } else if (type == INTERPRETER) {
        program = true;
      }
    }
    return new ElfSegments(loads, dynamic, program);
  }

  /** One header after its type: the two classes order the fields differently. */
  private static Load segment(ElfInput in, ByteBuffer table) {
    if (in.wide()) {
      table.getInt();
    }
    long offset = in.word(table);
    long address = in.word(table);
    in.word(table);
    long length = in.word(table);
    in.word(table);
    if (!in.wide()) {
      table.getInt();
    }
    return new Load(address, new Range(offset, length), in.word(table));
  }

  /** Where an address lies in the file. */
  long offset(String field, long address) throws ElfFault {
    for (Load load : loads) {
      long within = address - load.address();
      if (Long.compareUnsigned(within, load.file().length()) < 0) {
        return load.file().offset() + within;
      }
    }
    throw new ElfFault(field, address, "an address in a PT_LOAD segment");
  }

  /** The smallest alignment of a {@code PT_LOAD} segment, 0 where there is none. */
  long alignment() {
    return loads.stream().mapToLong(Load::alignment).min().orElse(0);
  }
}
