package dev.ferry.delta.elf;

import dev.ferry.delta.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads section and program headers; every number is checked against the file before it is used.
 */
final class ElfReader {
  private static final int HEADER = 64;
  private static final int SECTION_HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int MAGIC = 0x464c457f;
  private static final int SHARED = 3;
  private static final int PROGRAM = 2;
  private static final int LOAD = 1;
  private static final int LONGEST_NAME = 64;

  /** Addresses from here on are refused, so that sums never overflow. */
  private static final long HIGHEST = 1L << 62;

  private final Bytes file;
  private final long size;

  private ElfReader(Bytes file) {
    this.file = file;
    this.size = file.size();
  }

  static Optional<Elf> read(Bytes file) {
    return new ElfReader(file).read();
  }

  private Optional<Elf> read() {
    if (size < HEADER || !isLibrary()) {
      return Optional.empty();
    }
    Optional<List<Segment>> segments = segments();
    Optional<List<Section>> sections = sections();
    if (segments.isEmpty() || sections.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Elf(Machine.of(file.shortAt(18)), sections.get(), segments.get()));
  }

  /** 64 bits, little-endian, version 1, a shared object or a program. */
  private boolean isLibrary() {
    int type = file.shortAt(16);
    return file.intAt(0) == MAGIC
        && file.at(4) == 2
        && file.at(5) == 1
        && file.at(6) == 1
        && (type == SHARED || type == PROGRAM);
  }

  private Optional<List<Segment>> segments() {
    long table = file.longAt(32);
    int count = file.shortAt(56);
    if (count == 0) {
      return Optional.of(List.of());
    }
    if (count > Elf.MOST_SEGMENTS
        || file.shortAt(54) != PROGRAM_HEADER
        || !inFile(table, (long) count * PROGRAM_HEADER)) {
      return Optional.empty();
    }
    List<Segment> segments = new ArrayList<>();
    long free = 0;
    for (int i = 0; i < count; i++) {
      long at = table + (long) i * PROGRAM_HEADER;
      if (file.intAt(at) != LOAD || file.longAt(at + 40) == 0) {
        continue;
      }
      Segment one =
          new Segment(
              file.longAt(at + 16),
              file.longAt(at + 8),
              file.longAt(at + 32),
              file.longAt(at + 40));
      if (!isSound(one) || one.address() < free) {
        return Optional.empty();
      }
      free = one.address() + one.memory();
      segments.add(one);
    }
    return Optional.of(segments);
  }

  private boolean isSound(Segment one) {
    return one.address() >= 0
        && one.address() < HIGHEST
        && one.memory() >= one.size()
        && one.memory() < HIGHEST
        && inFile(one.offset(), one.size());
  }

  private Optional<List<Section>> sections() {
    long table = file.longAt(40);
    int count = file.shortAt(60);
    if (table == 0 || count == 0) {
      return Optional.of(List.of());
    }
    if (count > Elf.MOST_SECTIONS
        || file.shortAt(58) != SECTION_HEADER
        || !inFile(table, (long) count * SECTION_HEADER)) {
      return Optional.empty();
    }
    long names = table + (long) file.shortAt(62) * SECTION_HEADER;
    boolean named =
        file.shortAt(62) < count && inFile(file.longAt(names + 24), file.longAt(names + 32));
    List<Section> sections = new ArrayList<>();
    NavigableMap<Long, Long> taken = new TreeMap<>();
    for (int i = 1; i < count; i++) {
      long at = table + (long) i * SECTION_HEADER;
      String name =
          named ? name(file.longAt(names + 24), file.longAt(names + 32), file.intAt(at)) : "";
      Section one = section(i, name, at);
      if (isSound(one) && claim(taken, one)) {
        sections.add(one);
      }
    }
    sections.sort(Comparator.comparingLong(Section::offset));
    return Optional.of(sections);
  }

  private Section section(int index, String name, long at) {
    return new Section(
        index,
        name,
        file.intAt(at + 4),
        file.longAt(at + 8),
        file.longAt(at + 16),
        file.longAt(at + 24),
        file.longAt(at + 32),
        file.intAt(at + 40),
        file.intAt(at + 44),
        file.longAt(at + 56));
  }

  private String name(long from, long length, int offset) {
    if (offset < 0 || offset >= length) {
      return "";
    }
    int most = (int) Math.min(LONGEST_NAME, length - offset);
    byte[] bytes = new byte[most];
    int used = 0;
    while (used < most && file.at(from + offset + used) != 0) {
      byte one = file.at(from + offset + used);
      bytes[used++] = one < 0 ? (byte) '?' : one;
    }
    return new String(bytes, 0, used, StandardCharsets.US_ASCII);
  }

  private boolean isSound(Section one) {
    return one.type() != 0
        && one.size() > 0
        && one.size() < HIGHEST
        && one.address() >= 0
        && one.address() < HIGHEST
        && one.offset() >= 0
        && (!one.inFile() || inFile(one.offset(), one.size()));
  }

  /** Whether the bytes of a section belong to no earlier one; they are its own from now on. */
  private static boolean claim(NavigableMap<Long, Long> taken, Section one) {
    if (!one.inFile()) {
      return true;
    }
    Map.Entry<Long, Long> before = taken.lowerEntry(one.end());
    if (before != null && before.getValue() > one.offset()) {
      return false;
    }
    taken.put(one.offset(), one.end());
    return true;
  }

  private boolean inFile(long from, long length) {
    return from >= 0 && length >= 0 && from <= size && length <= size - from;
  }
}
