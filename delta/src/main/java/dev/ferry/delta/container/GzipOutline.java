package dev.ferry.delta.container;

import dev.ferry.delta.bytes.Bytes;

/** The header of a gzip member (RFC 1952, 2.3). */
public final class GzipOutline {
  private static final int FIXED = 10;
  private static final int CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private GzipOutline() {}

  /** Where the header that begins here ends, -1 where none does. */
  public static long headerEnd(Bytes bytes, long at) {
    long size = bytes.size();
    if (at + FIXED > size || bytes.shortAt(at) != 0x8b1f || bytes.at(at + 2) != 8) {
      return -1;
    }
    int flags = bytes.unsigned(at + 3);
    long end = at + FIXED;
    if ((flags & EXTRA) != 0) {
      end = end + 2 > size ? size + 1 : end + 2 + bytes.shortAt(end);
    }
    if ((flags & NAME) != 0) {
      end = zero(bytes, end);
    }
    if ((flags & COMMENT) != 0) {
      end = zero(bytes, end);
    }
    if ((flags & CHECKSUM) != 0) {
      end += 2;
    }
    return end < size ? end : -1;
  }

  private static long zero(Bytes bytes, long at) {
    long place = at;
    while (place < bytes.size() && bytes.at(place) != 0) {
      place++;
    }
    return place + 1;
  }
}
