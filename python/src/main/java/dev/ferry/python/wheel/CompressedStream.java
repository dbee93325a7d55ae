package dev.ferry.python.wheel;

import java.io.InputStream;
import java.util.Objects;

/** A part of a wheel as it is. */
final class CompressedStream extends InputStream {
  private final RangedBytes source;
  private long position;
  private long left;

  CompressedStream(RangedBytes source, long position, long length) {
    this.source = source;
    this.position = position;
    this.left = length;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) {
    Objects.checkFromIndexSize(from, length, target.length);
    if (left == 0 && length > 0) {
      return -1;
    }
    int count = (int) Math.min(length, left);
    source.read(position, target, from, count);
    position += count;
    left -= count;
    return count;
  }
}
