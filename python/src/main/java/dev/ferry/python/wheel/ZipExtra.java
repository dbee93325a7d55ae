package dev.ferry.python.wheel;

import dev.ferry.model.Text;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of an entry after its ZIP64 extra field was taken into account (APPNOTE 4.5.3).
 *
 * @param size bytes after inflating
 * @param compressedSize bytes in the archive
 * @param offset of the local header
 */
record ZipExtra(long size, long compressedSize, long offset) {
  private static final int ZIP64 = 0x0001;
  private static final int UNICODE_PATH = 0x7075;
  private static final long SENTINEL = 0xffffffffL;

  /** The extra fields of one header, checked for form. */
  record Fields(@Nullable ByteBuffer zip64) {

    /** Replaces each number that is all ones by the one in the ZIP64 field. */
    ZipExtra widen(
        long size, long compressedSize, long offset, WheelFault.Place where, WheelFault fault) {
      ByteBuffer wide = zip64 == null ? null : zip64.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      return new ZipExtra(
          next(size, wide, "size", where, fault),
          next(compressedSize, wide, "compressed size", where, fault),
          next(offset, wide, "offset", where, fault));
    }

    private static long next(
        long narrow,
        @Nullable ByteBuffer wide,
        String field,
        WheelFault.Place where,
        WheelFault fault) {
      if (narrow != SENTINEL) {
        return narrow;
      }
      if (wide == null || wide.remaining() < 8) {
        throw fault.field(where, field, "0xffffffff", "a ZIP64 extra field that holds it");
      }
      return wide.getLong();
    }
  }

  /**
   * Reads the extra fields. A second name (Info-ZIP Unicode path) and a second ZIP64 field are
   * refused, since readers differ in which they believe.
   */
  static Fields parse(byte[] extra, WheelFault.Place where, WheelFault fault) {
    ByteBuffer in = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer zip64 = null;
    while (in.hasRemaining()) {
      int length = in.remaining() < 4 ? -1 : in.getShort(in.position() + 2) & 0xffff;
      if (length < 0 || length > in.remaining() - 4) {
        throw fault.field(
            where, "extra field", "cut off at byte " + in.position(), extra.length + " bytes");
      }
      int id = in.getShort(in.position()) & 0xffff;
      if (id == UNICODE_PATH || (id == ZIP64 && zip64 != null)) {
        throw fault.field(
            where,
            "extra field",
            "0x%04x".formatted(id),
            Text.of("one name, one size", "一个名称、一个大小"));
      }
      if (id == ZIP64) {
        zip64 = in.slice(in.position() + 4, length);
      }
      in.position(in.position() + 4 + length);
    }
    return new Fields(zip64);
  }
}
