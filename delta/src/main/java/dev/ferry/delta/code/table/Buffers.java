package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Where tables are made: little-endian, at most {@value #LARGEST} bytes. */
final class Buffers {
  /** A larger table is plain bytes. */
  static final long LARGEST = 1L << 27;

  private Buffers() {}

  static ByteBuffer of(long size) {
    if (size > LARGEST) {
      throw new IllegalArgumentException("a table of " + size + " bytes");
    }
    return ByteBuffer.wrap(new byte[(int) size]).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A part of a file. */
  static ByteBuffer copy(Bytes file, long offset, long size) {
    byte[] bytes = new byte[(int) size];
    file.copy(offset, bytes, 0, bytes.length);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
