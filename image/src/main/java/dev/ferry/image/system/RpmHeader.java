package dev.ferry.image.system;

import dev.ferry.image.tar.Faults;
import dev.ferry.model.Text;
import dev.ferry.python.wheel.RangedBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A header of an {@code .rpm}: an index of tags, and a store of their values. */
final class RpmHeader {
  private static final int MAGIC = 0x8eade801;
  private static final int PREAMBLE = 16;
  private static final int ENTRY = 16;
  private static final int MOST_ENTRIES = 10_000;
  private static final int LARGEST_STORE = 64 << 20;
  private static final int MOST_VALUES = 1_000_000;
  private static final int STRING = 6;
  private static final int STRING_ARRAY = 8;
  private static final int INTERNATIONAL = 9;

  private final String where;
  private final Map<Integer, Index> tags = new HashMap<>();
  private final byte[] store;
  private final long end;

  private record Index(int type, int offset, int count) {}

  private RpmHeader(String where, byte[] index, byte[] store, long end) {
    this.where = where;
    this.store = store;
    this.end = end;
    ByteBuffer entries = ByteBuffer.wrap(index);
    while (entries.hasRemaining()) {
      int tag = entries.getInt();
      Index entry = new Index(entries.getInt(), entries.getInt(), entries.getInt());
      if (entry.offset < 0
          || entry.offset > store.length
          || entry.count < 0
          || entry.count > MOST_VALUES) {
        throw Faults.field(where, "header", "tag " + tag, entry.offset, "an offset in the header");
      }
      if (tags.put(tag, entry) != null) {
        throw Faults.field(where, "header", "tag " + tag, "twice", "once");
      }
    }
  }

  static RpmHeader read(String where, RangedBytes bytes, long at) {
    if (bytes.size() - at < PREAMBLE) {
      throw Faults.archive(where, Text.of("it ends before its header", "在头部之前结束"));
    }
    ByteBuffer preamble = ByteBuffer.wrap(bytes.read(at, PREAMBLE));
    if (preamble.getInt(0) != MAGIC) {
      throw Faults.field(
          where, "header", "magic", Integer.toHexString(preamble.getInt(0)), "8eade801");
    }
    int entries = preamble.getInt(8);
    int size = preamble.getInt(12);
    long left = bytes.size() - at - PREAMBLE;
    if (entries < 1 || entries > MOST_ENTRIES || (long) entries * ENTRY > left) {
      throw Faults.field(where, "header", "nindex", entries, "1 to " + MOST_ENTRIES);
    }
    if (size < 0 || size > LARGEST_STORE || (long) entries * ENTRY + size > left) {
      throw Faults.field(where, "header", "hsize", size, "at most what the file has");
    }
    long index = at + PREAMBLE;
    long values = index + (long) entries * ENTRY;
    return new RpmHeader(
        where, bytes.read(index, entries * ENTRY), bytes.read(values, size), values + size);
  }

  /** Where it ends in the file. */
  long end() {
    return end;
  }

  /** The texts of a tag, none where there is no such tag. */
  List<String> strings(int tag) {
    @Nullable Index index = tags.get(tag);
    if (index == null) {
      return List.of();
    }
    if (index.type != STRING && index.type != STRING_ARRAY && index.type != INTERNATIONAL) {
      throw Faults.field(where, "header", "type of tag " + tag, index.type, "texts");
    }
    List<String> texts = new ArrayList<>();
    int at = index.offset;
    for (int i = 0; i < index.count; i++) {
      int stop = at;
      while (stop < store.length && store[stop] != 0) {
        stop++;
      }
      if (stop == store.length) {
        throw Faults.field(where, "header", "tag " + tag, index.count, "texts that end");
      }
      texts.add(new String(store, at, stop - at, StandardCharsets.UTF_8));
      at = stop + 1;
    }
    return texts;
  }

  Optional<String> findString(int tag) {
    return strings(tag).stream().findFirst().filter(text -> !text.isEmpty());
  }

  String string(int tag, String name) {
    return findString(tag)
        .orElseThrow(() -> Faults.field(where, "header", name, "nothing", "a text"));
  }

  boolean has(int tag) {
    return tags.containsKey(tag);
  }

  /** The first number of a tag of 32 bit numbers. */
  Optional<Integer> findNumber(int tag) {
    @Nullable Index index = tags.get(tag);
    return index == null || index.type != 4 || index.count < 1 || index.offset > store.length - 4
        ? Optional.empty()
        : Optional.of(ByteBuffer.wrap(store).getInt(index.offset));
  }
}
