package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.elf.Section;
import java.util.Arrays;

/** Finds strings in a table of strings by the {@link Hash} of their bytes. */
final class Strings {
  /** No such string. */
  static final int NONE = -1;

  /** A longer table is not searched. */
  static final long LONGEST = 1L << 28;

  private final long[] slots;
  private final int[] offsets;

  private Strings(int count) {
    int size = Integer.highestOneBit(Math.max(8, count) * 2 - 1) * 2;
    slots = new long[size];
    offsets = new int[size];
    Arrays.fill(offsets, NONE);
  }

  /** Reads all strings of a section, which is at most {@link #LONGEST} bytes long. */
  static Strings of(Bytes file, Section section) {
    byte[] buffer = new byte[1 << 16];
    int count = 0;
    for (long at = 0; at < section.size(); at += buffer.length) {
      int length = (int) Math.min(buffer.length, section.size() - at);
      file.copy(section.offset() + at, buffer, 0, length);
      for (int i = 0; i < length; i++) {
        count += buffer[i] == 0 ? 1 : 0;
      }
    }
    Strings strings = new Strings(count);
    strings.fill(file, section, buffer);
    return strings;
  }

  private void fill(Bytes file, Section section, byte[] buffer) {
    long hash = Hash.start();
    long start = 0;
    for (long at = 0; at < section.size(); at += buffer.length) {
      int length = (int) Math.min(buffer.length, section.size() - at);
      file.copy(section.offset() + at, buffer, 0, length);
      for (int i = 0; i < length; i++) {
        if (buffer[i] == 0) {
          add(Hash.mix(hash), (int) start);
          start = at + i + 1;
          hash = Hash.start();
        } else {
          hash = Hash.add(hash, buffer[i]);
        }
      }
    }
  }

  private void add(long hash, int offset) {
    int slot = slot(hash);
    if (offsets[slot] == NONE) {
      slots[slot] = hash;
      offsets[slot] = offset;
    }
  }

  private int slot(long hash) {
    int slot = (int) hash & slots.length - 1;
    while (offsets[slot] != NONE && slots[slot] != hash) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  /** The offset of the first string with a hash, or {@link #NONE}. */
  int find(long hash) {
    return offsets[slot(hash)];
  }
}
