package dev.ferry.delta.container;

import dev.ferry.delta.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entry of the central directory of a zip (APPNOTE 6.3.10, 4.3.12), as it stands there: fields
 * of zip64 entries are not resolved.
 *
 * @param place where it begins in the bytes that hold the directory
 * @param flags general purpose bits
 * @param method 0 stored, 8 deflated
 * @param crc of the content
 * @param packed compressed size, 32 bits
 * @param size of the content, 32 bits
 * @param nameLength bytes of the name
 * @param extraLength bytes of the extra field
 * @param commentLength bytes of the comment
 * @param offset of the local header, 32 bits
 */
public record CentralEntry(
    long place,
    int flags,
    int method,
    int crc,
    long packed,
    long size,
    int nameLength,
    int extraLength,
    int commentLength,
    long offset) {
  /** Bytes of an entry before its name. */
  public static final int FIXED = 46;

  /** Where the checksum stands; compressed size and size follow. */
  public static final int CRC = 16;

  /** Where the offset of the local header stands. */
  public static final int OFFSET = 42;

  private static final int SIGNATURE = 0x02014b50;

  /** The entry at a place, or nothing if none is there. */
  public static Optional<CentralEntry> find(Bytes bytes, long at) {
    if (at < 0 || at + FIXED > bytes.size() || bytes.intAt(at) != SIGNATURE) {
      return Optional.empty();
    }
    CentralEntry entry =
        new CentralEntry(
            at,
            bytes.shortAt(at + 8),
            bytes.shortAt(at + 10),
            bytes.intAt(at + CRC),
            unsigned(bytes, at + 20),
            unsigned(bytes, at + 24),
            bytes.shortAt(at + 28),
            bytes.shortAt(at + 30),
            bytes.shortAt(at + 32),
            unsigned(bytes, at + OFFSET));
    return entry.end() <= bytes.size() ? Optional.of(entry) : Optional.empty();
  }

  /** The first {@code count} entries from a place, or nothing if there are fewer. */
  public static Optional<List<CentralEntry>> findAll(Bytes bytes, long at, long count) {
    if (count > bytes.size() / FIXED) {
      return Optional.empty();
    }
    List<CentralEntry> all = new ArrayList<>();
    long place = at;
    while (all.size() < count) {
      Optional<CentralEntry> entry = find(bytes, place);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      all.add(entry.get());
      place = entry.get().end();
    }
    return Optional.of(all);
  }

  /** The entries that bytes begin with, as many as there are one after another. */
  public static List<CentralEntry> leading(Bytes bytes) {
    List<CentralEntry> all = new ArrayList<>();
    Optional<CentralEntry> next = find(bytes, 0);
    while (next.isPresent()) {
      all.add(next.get());
      next = find(bytes, next.get().end());
    }
    return all;
  }

  /** Where the next entry begins. */
  public long end() {
    return place + FIXED + nameLength + extraLength + commentLength;
  }

  /** The name, as bytes. */
  public byte[] name(Bytes bytes) {
    return part(bytes, place + FIXED, nameLength);
  }

  /** The extra field. */
  public byte[] extra(Bytes bytes) {
    return part(bytes, place + FIXED + nameLength, extraLength);
  }

  private static byte[] part(Bytes bytes, long at, int length) {
    byte[] part = new byte[length];
    bytes.copy(at, part, 0, length);
    return part;
  }

  private static long unsigned(Bytes bytes, long at) {
    return bytes.intAt(at) & 0xffffffffL;
  }
}
