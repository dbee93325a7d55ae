package dev.ferry.python.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of one body as they lie on the wire: by length, in chunks, or up to the connection's
 * end (RFC 9112, 6.3). A body that crawls is given up; silence is the socket's timeout.
 */
final class BodyStream extends InputStream {
  /** A body slower than this over a whole window is given up, bytes per second. */
  private static final long SLOWEST = 64;

  private static final int ENDLESS = -1;

  private final InputStream in;
  private final boolean chunked;
  private final AtomicLong received;
  private final long windowNanos;
  private final long length;
  private long windowStart = System.nanoTime();
  private long windowBytes;
  private long left;
  private long count;
  private boolean ended;

  /**
   * @param windowNanos how long a body may crawl
   * @param received where bytes are counted
   */
  BodyStream(Connection.Head head, InputStream in, long windowNanos, AtomicLong received)
      throws IOException {
    this.in = in;
    this.windowNanos = windowNanos;
    this.received = received;
    this.chunked = head.headers().find("Transfer-Encoding").isPresent();
    if (chunked && !head.headers().lists("Transfer-Encoding", "chunked")) {
      throw Faults.badHead();
    }
    OptionalLong declared = head.headers().findNumber("Content-Length");
    boolean said = head.headers().find("Content-Length").isPresent();
    if (said && (declared.isEmpty() || head.headers().count("Content-Length") > 1)) {
      throw Faults.badLength();
    }
    this.length = declared.orElse(ENDLESS);
    this.left = chunked ? 0 : length;
    this.ended = !chunked && length == 0;
  }

  /** Whether the body has been read to its end, so that the connection can be used again. */
  boolean finished() {
    return ended && (chunked || length != ENDLESS);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int wanted) throws IOException {
    if (ended || wanted == 0) {
      return ended ? -1 : 0;
    }
    if (chunked && left == 0 && !nextChunk()) {
      return -1;
    }
    int most = left == ENDLESS ? wanted : (int) Math.min(wanted, left);
    int got = in.read(buffer, offset, most);
    if (got < 0) {
      return end();
    }
    account(got);
    return got;
  }

  private int end() throws IOException {
    if (chunked) {
      throw new EOFException();
    }
    if (left > 0) {
      throw Faults.cut(count, length);
    }
    ended = true;
    return -1;
  }

  private void account(int got) throws IOException {
    count += got;
    windowBytes += got;
    received.addAndGet(got);
    if (left != ENDLESS) {
      left -= got;
      ended = !chunked && left == 0;
    }
    long elapsed = System.nanoTime() - windowStart;
    if (!ended && elapsed > windowNanos) {
      long seconds = Math.max(1, elapsed / 1_000_000_000L);
      if (windowBytes < SLOWEST * seconds) {
        throw Faults.crawling(windowBytes, seconds);
      }
      windowStart = System.nanoTime();
      windowBytes = 0;
    }
  }

  private String line() throws IOException {
    return Connection.line(in, System.nanoTime() + windowNanos);
  }

  private boolean nextChunk() throws IOException {
    if (count > 0 && !line().isEmpty()) {
      throw Faults.badChunk();
    }
    String line = line();
    int end = line.indexOf(';');
    String size = (end < 0 ? line : line.substring(0, end)).strip();
    if (size.isEmpty() || size.length() > 15) {
      throw Faults.badChunk();
    }
    try {
      left = Long.parseUnsignedLong(size, 16);
    } catch (NumberFormatException e) {
      throw Faults.badChunk();
    }
    if (left == 0) {
      for (int trailers = 0; !line().isEmpty(); trailers++) {
        if (trailers == 64) {
          throw Faults.badHead();
        }
      }
      ended = true;
    }
    return !ended;
  }
}
