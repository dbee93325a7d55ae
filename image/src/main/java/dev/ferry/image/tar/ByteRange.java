package dev.ferry.image.tar;

import dev.ferry.python.wheel.RangedBytes;
import java.io.InputStream;
import java.util.Objects;

/** A stretch of other bytes: a file within a stored tar. Closing it closes nothing. */
public final class ByteRange implements RangedBytes {
  private final RangedBytes whole;
  private final long from;
  private final long size;

  public ByteRange(RangedBytes whole, long from, long size) {
    this.whole = whole;
    this.from = from;
    this.size = size;
    Objects.checkFromIndexSize(from, size, whole.size());
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] read(long offset, int length) {
    Objects.checkFromIndexSize(offset, length, size);
    return whole.read(from + offset, length);
  }

  @Override
  public void read(long offset, byte[] buffer, int at, int length) {
    Objects.checkFromIndexSize(offset, length, size);
    whole.read(from + offset, buffer, at, length);
  }

  /** All of its bytes, once. */
  public InputStream stream() {
    return new Stream();
  }

  @Override
  public void close() {}

  private final class Stream extends InputStream {
    private long at;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int start, int count) {
      if (at == size) {
        return -1;
      }
      int got = (int) Math.min(count, size - at);
      ByteRange.this.read(at, bytes, start, got);
      at += got;
      return got;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.max(0, Math.min(count, size - at));
      at += skipped;
      return skipped;
    }
  }
}
