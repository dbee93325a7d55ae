package dev.ferry.oci.registry.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The body of an answer, which ends with an error when the server stops sending. */
final class WatchedBody extends FilterInputStream {
  private final Stall stall;

  WatchedBody(InputStream in, Duration silence) {
    super(in);
    this.stall = new Stall(silence, () -> quietlyClose(in));
  }

  private static void quietlyClose(InputStream in) {
    try {
      in.close();
    } catch (IOException alreadyBroken) {
      // Whoever reads it is told.
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    int got;
    try {
      got = in.read(bytes, from, count);
    } catch (IOException broken) {
      throw stall.happened() ? silent() : broken;
    }
    if (got < 0 && stall.happened()) {
      throw silent();
    }
    stall.moved(Math.max(0, got));
    return got;
  }

  private static IOException silent() {
    return new SocketTimeoutException("the server stopped sending");
  }

  @Override
  public void close() throws IOException {
    stall.close();
    in.close();
  }
}
