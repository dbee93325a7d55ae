package dev.ferry.python.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails where it would give more than a limit. */
final class LimitedStream extends FilterInputStream {
  private final long limit;
  private long count;

  LimitedStream(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next >= 0) {
      account(1);
    }
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int got = super.read(buffer, offset, length);
    if (got > 0) {
      account(got);
    }
    return got;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void account(int got) throws IOException {
    count += got;
    if (count > limit) {
      throw Faults.tooLarge(limit);
    }
  }
}
