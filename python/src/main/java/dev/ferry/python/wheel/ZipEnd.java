package dev.ferry.python.wheel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the central directory lies, from the end of central directory record and its ZIP64 form
 * (APPNOTE 4.3.14 to 4.3.16).
 *
 * @param directoryOffset first byte of the directory
 * @param directorySize bytes; the directory ends where the end records begin
 * @param entries number of entries, directories included
 */
record ZipEnd(long directoryOffset, int directorySize, int entries) {
  /** Bytes of the record without its comment. */
  static final int LENGTH = 22;

  /** Bytes that surely hold all end records: the record, its comment, locator and ZIP64 record. */
  static final int REACH = LENGTH + 0xffff + 20 + 56;

  private static final int SIGNATURE = 0x06054b50;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_LENGTH = 20;
  private static final int ZIP64_SIGNATURE = 0x06064b50;
  private static final int ZIP64_LENGTH = 56;

  /**
   * Reads the end records.
   *
   * @param tail the last bytes of the archive
   * @param size of the whole archive
   */
  static ZipEnd read(byte[] tail, long size, WheelFault fault) {
    ByteBuffer bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
    int at = locate(bytes, fault);
    long position = size - tail.length + at;
    checkWord(bytes.getShort(at + 4), "number of this disk", fault);
    checkWord(bytes.getShort(at + 6), "disk of the central directory", fault);
    int onDisk = bytes.getShort(at + 8) & 0xffff;
    int entries = bytes.getShort(at + 10) & 0xffff;
    if (onDisk != entries) {
      throw fault.field(WheelFault.end(), "entries on this disk", onDisk, entries);
    }
    long directorySize = bytes.getInt(at + 12) & 0xffffffffL;
    long directoryOffset = bytes.getInt(at + 16) & 0xffffffffL;
    Raw raw = new Raw(entries, directorySize, directoryOffset);
    boolean zip64 = at >= LOCATOR_LENGTH && bytes.getInt(at - LOCATOR_LENGTH) == LOCATOR_SIGNATURE;
    if (zip64) {
      return zip64(bytes, at, size - tail.length, raw, fault);
    }
    if (entries == 0xffff || directorySize == 0xffffffffL || directoryOffset == 0xffffffffL) {
      throw fault.field(WheelFault.end(), "ZIP64 locator", "missing", "before the end record");
    }
    return raw.checked(position, fault);
  }

  /** The record must end the file: its comment takes exactly the rest and hides no second one. */
  private static int locate(ByteBuffer bytes, WheelFault fault) {
    int last = bytes.capacity() - LENGTH;
    for (int at = last; at >= 0 && at >= last - 0xffff; at--) {
      if (bytes.getInt(at) == SIGNATURE) {
        int comment = bytes.getShort(at + 20) & 0xffff;
        if (at + LENGTH + comment != bytes.capacity()) {
          throw fault.field(
              WheelFault.end(), "comment length", comment, bytes.capacity() - at - LENGTH);
        }
        if (at < last && holdsEndRecord(bytes, at)) {
          throw fault.field(WheelFault.archive(), "end records", "2 or more", "1");
        }
        return at;
      }
    }
    throw fault.field(
        WheelFault.archive(), "end record", "missing", "at the end: truncated, or not a zip file");
  }

  /** With a comment, a reader that trusts comment lengths may stop at an earlier record. */
  private static boolean holdsEndRecord(ByteBuffer bytes, int last) {
    for (int at = Math.max(0, last - 0xffff); at < last; at++) {
      if (bytes.getInt(at) == SIGNATURE
          && at + LENGTH + (bytes.getShort(at + 20) & 0xffff) == bytes.capacity()) {
        return true;
      }
    }
    return false;
  }

  private static ZipEnd zip64(
      ByteBuffer bytes, int at, long tailStart, Raw small, WheelFault fault) {
    int locator = at - LOCATOR_LENGTH;
    int record = locator - ZIP64_LENGTH;
    if (record < 0 || bytes.getInt(record) != ZIP64_SIGNATURE) {
      throw fault.field(WheelFault.end(), "ZIP64 end record", "missing", "before its locator");
    }
    long position = tailStart + record;
    expect(bytes.getInt(locator + 4), 0, "disk of the ZIP64 end record", fault);
    expect(bytes.getLong(locator + 8), position, "offset of the ZIP64 end record", fault);
    expect(bytes.getInt(locator + 16), 1, "number of disks", fault);
    expect(bytes.getLong(record + 4), ZIP64_LENGTH - 12, "size of the ZIP64 end record", fault);
    expect(bytes.getInt(record + 16), 0, "number of this disk (ZIP64)", fault);
    expect(bytes.getInt(record + 20), 0, "disk of the central directory (ZIP64)", fault);
    long entries = bytes.getLong(record + 32);
    expect(bytes.getLong(record + 24), entries, "entries on this disk (ZIP64)", fault);
    long directorySize = bytes.getLong(record + 40);
    long directoryOffset = bytes.getLong(record + 48);
    agree(small.entries, 0xffff, entries, "entries", fault);
    agree(small.directorySize, 0xffffffffL, directorySize, "directory size", fault);
    agree(small.directoryOffset, 0xffffffffL, directoryOffset, "directory offset", fault);
    return new Raw(entries, directorySize, directoryOffset).checked(position, fault);
  }

  private static void agree(long small, long sentinel, long large, String field, WheelFault fault) {
    if (small != sentinel) {
      expect(large, small, field + " (ZIP64)", fault);
    }
  }

  private static void expect(long got, long want, String field, WheelFault fault) {
    if (got != want) {
      throw fault.field(WheelFault.end(), field, Long.toUnsignedString(got), want);
    }
  }

  private static void checkWord(short got, String field, WheelFault fault) {
    expect(got & 0xffff, 0, field, fault);
  }

  /** The three numbers before they are believed. */
  private record Raw(long entries, long directorySize, long directoryOffset) {
    ZipEnd checked(long endPosition, WheelFault fault) {
      if (entries < 0 || entries > WheelLimits.MEMBERS) {
        throw fault.field(
            WheelFault.end(),
            "entries",
            Long.toUnsignedString(entries),
            "0 to " + WheelLimits.MEMBERS);
      }
      if (directorySize < 0 || directorySize > WheelLimits.DIRECTORY) {
        throw fault.field(
            WheelFault.end(),
            "directory size",
            Long.toUnsignedString(directorySize),
            "0 to " + WheelLimits.DIRECTORY);
      }
      if (directoryOffset != endPosition - directorySize) {
        throw fault.field(
            WheelFault.end(),
            "directory offset",
            Long.toUnsignedString(directoryOffset),
            endPosition - directorySize);
      }
      return new ZipEnd(directoryOffset, (int) directorySize, (int) entries);
    }
  }
}
