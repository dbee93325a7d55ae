package dev.ferry.python.wheel;

import java.util.Arrays;
import java.util.Objects;

/** Bytes held in memory. */
public final class MemoryBytes implements RangedBytes {
  private final byte[] bytes;
  private final int length;

  /** The first {@code length} bytes of an array, which is not copied. */
  public MemoryBytes(byte[] bytes, int length) {
    Objects.checkFromIndexSize(0, length, bytes.length);
    this.bytes = bytes;
    this.length = length;
  }

  /** A whole array, which is not copied. */
  public MemoryBytes(byte[] bytes) {
    this(bytes, bytes.length);
  }

  @Override
  public long size() {
    return length;
  }

  @Override
  public byte[] read(long offset, int count) {
    Objects.checkFromIndexSize(offset, count, length);
    return Arrays.copyOfRange(bytes, (int) offset, (int) offset + count);
  }

  @Override
  public void read(long offset, byte[] buffer, int from, int count) {
    Objects.checkFromIndexSize(offset, count, length);
    System.arraycopy(bytes, (int) offset, buffer, from, count);
  }

  @Override
  public void close() {}
}
