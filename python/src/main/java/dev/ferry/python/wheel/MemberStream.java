package dev.ferry.python.wheel;

import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The inflated bytes of one member. It ends only after size, CRC-32 and the end of the compressed
 * stream were all as the directory says; otherwise reading throws. Never gives more bytes than the
 * directory promises.
 */
final class MemberStream extends InputStream {
  private static final int CHUNK = 64 << 10;

  private final RangedBytes source;
  private final WheelMember member;
  private final WheelFault fault;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] chunk;
  private long position;
  private long compressedLeft;
  private long produced;
  private boolean checked;
  private boolean closed;

  /**
   * @param position where the member's bytes begin
   */
  MemberStream(RangedBytes source, long position, WheelMember member, WheelFault fault) {
    this.source = source;
    this.position = position;
    this.member = member;
    this.fault = fault;
    this.compressedLeft = member.compressedSize();
    this.chunk = new byte[(int) Math.min(CHUNK, Math.max(1, compressedLeft))];
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) {
    Objects.checkFromIndexSize(from, length, target.length);
    if (closed) {
      throw new IllegalStateException("the stream of `" + member.path() + "` is closed");
    }
    if (length == 0) {
      return 0;
    }
    int count =
        member.method() == WheelMember.STORED
            ? copy(target, from, length)
            : inflate(target, from, length);
    if (count > 0) {
      crc.update(target, from, count);
      produced += count;
      return count;
    }
    if (!checked) {
      checkEnd();
      checked = true;
    }
    return -1;
  }

  private int copy(byte[] target, int from, int length) {
    int count = (int) Math.min(length, compressedLeft);
    if (count > 0) {
      source.read(position, target, from, count);
      position += count;
      compressedLeft -= count;
    }
    return count;
  }

  private int inflate(byte[] target, int from, int length) {
    int room = (int) Math.min(length, member.size() - produced);
    byte[] spare = room == 0 ? new byte[1] : target;
    int start = room == 0 ? 0 : from;
    try {
      while (!inflater.finished()) {
        int count = inflater.inflate(spare, start, Math.max(1, room));
        if (count > 0) {
          if (room == 0) {
            throw fault.field(where(), "size", "more than " + member.size(), member.size());
          }
          return count;
        }
        if (!inflater.finished() && !feed()) {
          throw fault.field(where(), "deflate stream", "cut off", "a last block");
        }
      }
      return 0;
    } catch (DataFormatException e) {
      throw fault.field(where(), "deflate stream", String.valueOf(e.getMessage()), "RFC 1951");
    }
  }

  private boolean feed() {
    if (inflater.needsDictionary() || compressedLeft == 0) {
      return false;
    }
    int count = (int) Math.min(chunk.length, compressedLeft);
    source.read(position, chunk, 0, count);
    inflater.setInput(chunk, 0, count);
    position += count;
    compressedLeft -= count;
    return true;
  }

  private void checkEnd() {
    long unused = compressedLeft + inflater.getRemaining();
    if (unused != 0) {
      throw fault.field(where(), "bytes after the deflate stream", unused, 0);
    }
    if (produced != member.size()) {
      throw fault.field(where(), "size", produced, member.size());
    }
    if (crc.getValue() != member.crc()) {
      throw fault.field(
          where(), "crc", "%08x".formatted(crc.getValue()), "%08x".formatted(member.crc()));
    }
  }

  private WheelFault.Place where() {
    return WheelFault.member(member.path());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      inflater.end();
    }
  }
}
