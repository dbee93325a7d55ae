package dev.ferry.python.wheel;

import dev.ferry.model.Text;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The header before a member's bytes (APPNOTE 4.3.7): nothing in it is believed, only compared. */
final class LocalHeader {
  /** Bytes without name and extra fields. */
  static final int LENGTH = 30;

  static final int SIGNATURE = 0x04034b50;
  private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;

  private LocalHeader() {}

  /**
   * Checks a local header against the directory.
   *
   * @param bytes the archive from the header on, at least {@link #LENGTH} bytes
   * @return the header's whole length, and so where the member's bytes begin
   */
  static int length(byte[] bytes, WheelMember member, WheelFault fault) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt(0) != SIGNATURE) {
      throw fault.field(
          WheelFault.member(member.path()),
          "signature of the local header",
          "0x%08x".formatted(in.getInt(0)),
          "0x%08x".formatted(SIGNATURE));
    }
    return LENGTH + (in.getShort(26) & 0xffff) + (in.getShort(28) & 0xffff);
  }

  /**
   * Compares every field with the directory's.
   *
   * @param header exactly the header with name and extra fields
   */
  static void check(byte[] header, ZipDirectory.Entry entry, WheelFault fault) {
    WheelMember member = entry.member();
    WheelFault.Place where = local(member);
    ByteBuffer in = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    int nameLength = in.getShort(26) & 0xffff;
    byte[] name = Arrays.copyOfRange(header, LENGTH, LENGTH + nameLength);
    if (!Arrays.equals(name, member.path().getBytes(StandardCharsets.UTF_8))) {
      throw fault.field(
          where,
          "name",
          "`" + WheelFault.printable(new String(name, StandardCharsets.UTF_8)) + "`",
          "`" + WheelFault.printable(member.path()) + "`");
    }
    same(in.getShort(6) & 0xffff, entry.flags(), "flags", where, fault);
    same(in.getShort(8) & 0xffff, member.method(), "method", where, fault);
    byte[] extra = Arrays.copyOfRange(header, LENGTH + nameLength, header.length);
    ZipExtra sizes =
        ZipExtra.parse(extra, where, fault)
            .widen(in.getInt(22) & 0xffffffffL, in.getInt(18) & 0xffffffffL, 0, where, fault);
    long crc = in.getInt(14) & 0xffffffffL;
    boolean later = (entry.flags() & ZipDirectory.DESCRIPTOR_FLAG) != 0;
    boolean open = later && crc == 0 && sizes.size() == 0 && sizes.compressedSize() == 0;
    if (!open) {
      same(crc, member.crc(), "crc", where, fault);
      same(sizes.size(), member.size(), "size", where, fault);
      same(sizes.compressedSize(), member.compressedSize(), "compressed size", where, fault);
    }
  }

  /**
   * Checks the descriptor after a member's bytes (APPNOTE 4.3.9): with or without signature, with
   * sizes of 4 or 8 bytes.
   *
   * @param gap all bytes between the member's end and the next member
   */
  static void checkDescriptor(byte[] gap, WheelMember member, WheelFault fault) {
    WheelFault.Place where = WheelFault.member(member.path());
    ByteBuffer in = ByteBuffer.wrap(gap).order(ByteOrder.LITTLE_ENDIAN);
    boolean signed = gap.length == 16 || gap.length == 24;
    if (!signed && gap.length != 12 && gap.length != 20) {
      throw fault.field(where, "length of the data descriptor", gap.length, "12, 16, 20 or 24");
    }
    if (signed) {
      same(in.getInt() & 0xffffffffL, DESCRIPTOR_SIGNATURE, "data descriptor", where, fault);
    }
    same(in.getInt() & 0xffffffffL, member.crc(), "crc of the data descriptor", where, fault);
    boolean wide = gap.length >= 20;
    long compressed = wide ? in.getLong() : in.getInt() & 0xffffffffL;
    long size = wide ? in.getLong() : in.getInt() & 0xffffffffL;
    same(compressed, member.compressedSize(), "compressed size of the descriptor", where, fault);
    same(size, member.size(), "size of the descriptor", where, fault);
  }

  private static void same(
      long got, long want, String field, WheelFault.Place where, WheelFault fault) {
    if (got != want) {
      throw fault.field(
          where,
          field,
          Long.toUnsignedString(got),
          Text.of("%d as in the central directory", "与中央目录一致的 %d", want));
    }
  }

  private static WheelFault.Place local(WheelMember member) {
    return () ->
        Text.of("local header of `%s`", "`%s` 的本地文件头", WheelFault.printable(member.path()));
  }
}
