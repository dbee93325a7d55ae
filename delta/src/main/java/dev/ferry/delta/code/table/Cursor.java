package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;

/**
 * Reads bytes and variable-length numbers (LEB128) up to a bound. A read behind the bound gives -1
 * or 0, and {@link #isGood} says no from then on.
 */
final class Cursor {
  private static final int LONGEST = 5;

  private final Bytes file;
  private final long end;
  private long place;
  private boolean good = true;

  Cursor(Bytes file, long place, long end) {
    this.file = file;
    this.place = place;
    this.end = end;
  }

  boolean isGood() {
    return good;
  }

  long place() {
    return place;
  }

  int next() {
    if (place < 0 || place >= end) {
      good = false;
      return -1;
    }
    return file.unsigned(place++);
  }

  void skip(int count) {
    place += count;
    good &= place <= end;
  }

  /** An unsigned number of at most five bytes, below 2 to the 31st, in the shortest form. */
  int unsigned() {
    long value = 0;
    for (int i = 0; i < LONGEST; i++) {
      int part = next();
      value |= (long) (part & 0x7f) << (7 * i);
      if (part < 0x80) {
        good &= part >= 0 && value <= Integer.MAX_VALUE && (part != 0 || i == 0);
        return good ? (int) value : 0;
      }
    }
    good = false;
    return 0;
  }

  /** As {@link #unsigned}, in any form. */
  int padded() {
    long value = 0;
    for (int i = 0; i < LONGEST; i++) {
      int part = next();
      value |= (long) (part & 0x7f) << (7 * i);
      if (part < 0x80) {
        good &= part >= 0 && value <= Integer.MAX_VALUE;
        return good ? (int) value : 0;
      }
    }
    good = false;
    return 0;
  }

  /** A signed number of at most five bytes. */
  int signed() {
    long value = 0;
    for (int i = 0; i < LONGEST; i++) {
      int part = next();
      value |= (long) (part & 0x7f) << (7 * i);
      if (part < 0x80) {
        good &= part >= 0;
        int unused = 64 - 7 * (i + 1);
        return good ? (int) (value << unused >> unused) : 0;
      }
    }
    good = false;
    return 0;
  }
}
