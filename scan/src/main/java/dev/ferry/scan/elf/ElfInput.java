package dev.ferry.scan.elf;

import dev.ferry.python.wheel.RangedBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads fields of an ELF file in its class and byte order; every range is checked. */
final class ElfInput {
  private final RangedBytes bytes;
  private final boolean wide;
  private final ByteOrder order;

  /**
   * @param wide whether addresses have 64 bits
   */
  ElfInput(RangedBytes bytes, boolean wide, ByteOrder order) {
    this.bytes = bytes;
    this.wide = wide;
    this.order = order;
  }

  boolean wide() {
    return wide;
  }

  long size() {
    return bytes.size();
  }

  /** A stretch of the file, in the file's byte order. */
  ByteBuffer read(String field, long offset, long length) throws ElfFault {
    if (offset < 0 || length < 0 || offset > bytes.size() || length > bytes.size() - offset) {
      throw new ElfFault(field, offset, "%d bytes within %d".formatted(length, bytes.size()));
    }
    return ByteBuffer.wrap(bytes.read(offset, Math.toIntExact(length))).order(order);
  }

  /** The next address or size of a buffer, by class. */
  long word(ByteBuffer in) {
    return wide ? in.getLong() : in.getInt() & 0xffffffffL;
  }
}
