package dev.ferry.scan.elf;

import dev.ferry.python.wheel.NativeFacts.VersionNeed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The dynamic segment and the tables that it points to (gABI chapter 5, "Dynamic Linking"). */
final class ElfDynamic {
  static final long HASH = 4;
  static final long SYMBOLS = 6;
  static final long GNU_HASH = 0x6ffffef5L;

  private static final long NEEDED = 1;
  private static final long STRINGS = 5;
  private static final long STRINGS_SIZE = 10;
  private static final long SONAME = 14;
  private static final long RPATH = 15;
  private static final long RUNPATH = 29;
  private static final long VERSION_DEFINED = 0x6ffffffcL;
  private static final long VERSION_DEFINED_COUNT = 0x6ffffffdL;
  private static final long VERSION_NEED = 0x6ffffffeL;
  private static final long VERSION_NEED_COUNT = 0x6fffffffL;

  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_NEEDED = 1_024;
  private static final int MOST_TEXT = 8_192;
  private static final int MOST_VERSIONS = 8_192;
  private static final int WEAK = 2;

  private final ElfInput in;
  private final ElfSegments segments;
  private final Map<Long, Long> values = new HashMap<>();
  private final List<Long> needed = new ArrayList<>();

  private ElfDynamic(ElfInput in, ElfSegments segments) {
    this.in = in;
    this.segments = segments;
  }

  static ElfDynamic read(ElfInput in, ElfSegments segments, ElfSegments.Range range)
      throws ElfFault {
    if (range.length() < 0 || range.length() > MOST_BYTES) {
      throw new ElfFault("size of PT_DYNAMIC", range.length(), "at most " + MOST_BYTES);
    }
    ElfDynamic dynamic = new ElfDynamic(in, segments);
    ByteBuffer table = in.read("PT_DYNAMIC", range.offset(), range.length());
    int entry = in.wide() ? 16 : 8;
    while (table.remaining() >= entry) {
      long tag = in.word(table);
      long value = in.word(table);
      if (tag == 0) {
        break;
      }
      if (tag == NEEDED) {
        dynamic.needed.add(value);
      } else {
        dynamic.values.putIfAbsent(tag, value);
      }
    }
    if (dynamic.needed.size() > MOST_NEEDED) {
      throw new ElfFault("number of DT_NEEDED", dynamic.needed.size(), "at most " + MOST_NEEDED);
    }
    return dynamic;
  }

  /** Where the table of a tag lies in the file; nothing where the tag is absent. */
  OptionalLong table(long tag) throws ElfFault {
    Long address = values.get(tag);
    return address == null
        ? OptionalLong.empty()
        : OptionalLong.of(segments.offset("address of tag " + tag, address));
  }

  List<String> needed() throws ElfFault {
    List<String> names = new ArrayList<>();
    for (long index : needed) {
      names.add(text("DT_NEEDED", index));
    }
    return names;
  }

  String soname() throws ElfFault {
    Long index = values.get(SONAME);
    return index == null ? "" : text("DT_SONAME", index);
  }

  /** RUNPATH, and RPATH only where there is no RUNPATH, as the loader does. */
  List<String> searchPaths() throws ElfFault {
    Long index = values.containsKey(RUNPATH) ? values.get(RUNPATH) : values.get(RPATH);
    if (index == null) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    for (String path : text("DT_RUNPATH", index).split(":", -1)) {
      if (!path.isEmpty() && !paths.contains(path)) {
        paths.add(path);
      }
    }
    return paths;
  }

  /** A text of the string table, up to its NUL. */
  String text(String field, long index) throws ElfFault {
    long size = values.getOrDefault(STRINGS_SIZE, 0L);
    if (index < 0 || index >= size) {
      throw new ElfFault(field, index, "an index below the string table's " + size);
    }
    long start = table(STRINGS).orElseThrow(() -> new ElfFault("DT_STRTAB", 0, "present")) + index;
    long length = Math.min(Math.min(size - index, MOST_TEXT), in.size() - start);
    byte[] bytes = in.read(field, start, length).array();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return new String(bytes, 0, i, StandardCharsets.UTF_8);
      }
    }
    throw new ElfFault(field, length, "a text that ends within %d bytes".formatted(MOST_TEXT));
  }

  /** {@code .gnu.version_d}: names that others can ask for, and the file's own first. */
  List<String> definitions() throws ElfFault {
    OptionalLong table = table(VERSION_DEFINED);
    if (table.isEmpty()) {
      return List.of();
    }
    long count = values.getOrDefault(VERSION_DEFINED_COUNT, 0L);
    if (count < 0 || count > MOST_VERSIONS) {
      throw new ElfFault("DT_VERDEFNUM", count, "at most " + MOST_VERSIONS);
    }
    List<String> names = new ArrayList<>();
    long at = table.getAsLong();
    for (long i = 0; i < count; i++) {
      ByteBuffer version = in.read("DT_VERDEF", at, 20);
      ByteBuffer first = in.read("vd_aux", at + (version.getInt(12) & 0xffffffffL), 8);
      names.add(text("vda_name", first.getInt(0) & 0xffffffffL));
      long next = version.getInt(16) & 0xffffffffL;
      if (next == 0) {
        break;
      }
      at += next;
    }
    return names;
  }

  /** {@code .gnu.version_r}: two nested chains of relative offsets, bounded by their counts. */
  List<VersionNeed> versions() throws ElfFault {
    OptionalLong table = table(VERSION_NEED);
    if (table.isEmpty()) {
      return List.of();
    }
    List<VersionNeed> needs = new ArrayList<>();
    long libraries = values.getOrDefault(VERSION_NEED_COUNT, 0L);
    if (libraries < 0 || libraries > MOST_NEEDED) {
      throw new ElfFault("DT_VERNEEDNUM", libraries, "at most " + MOST_NEEDED);
    }
    long at = table.getAsLong();
    for (long i = 0; i < libraries; i++) {
      ByteBuffer library = in.read("DT_VERNEED", at, 16);
      int count = library.getShort(2) & 0xffff;
      String name = text("vn_file", library.getInt(4) & 0xffffffffL);
      addVersions(needs, name, at + (library.getInt(8) & 0xffffffffL), count);
      long next = library.getInt(12) & 0xffffffffL;
      if (next == 0) {
        break;
      }
      at += next;
    }
    return needs;
  }

  private void addVersions(List<VersionNeed> needs, String library, long first, int count)
      throws ElfFault {
    long at = first;
    for (int i = 0; i < count; i++) {
      ByteBuffer version = in.read("vn_aux", at, 16);
      boolean weak = (version.getShort(4) & WEAK) != 0;
      needs.add(new VersionNeed(library, text("vna_name", version.getInt(8) & 0xffffffffL), weak));
      if (needs.size() > MOST_VERSIONS) {
        throw new ElfFault("number of versions", needs.size(), "at most " + MOST_VERSIONS);
      }
      long next = version.getInt(12) & 0xffffffffL;
      if (next == 0) {
        break;
      }
      at += next;
    }
  }
}
