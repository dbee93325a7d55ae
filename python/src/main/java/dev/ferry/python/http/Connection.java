package dev.ferry.python.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One kept-alive connection. For one thread at a time. */
final class Connection implements AutoCloseable {
  private static final int BUFFER = 32 << 10;
  private static final int LONGEST_LINE = 16 << 10;
  private static final int MOST_HEADERS = 256;
  private static final long STALE = Duration.ofSeconds(20).toNanos();

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final boolean throughProxy;
  private long idleSince;
  private boolean used;

  Connection(Socket socket, boolean throughProxy) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = socket.getOutputStream();
    this.throughProxy = throughProxy;
  }

  /** Status and header fields. */
  record Head(int status, boolean keepsAlive, Headers headers) {}

  InputStream in() {
    return in;
  }

  /** Whether request lines carry the whole location, for a proxy. */
  boolean throughProxy() {
    return throughProxy;
  }

  /** Whether an earlier answer came over it, so that the server may have closed it since. */
  boolean used() {
    return used;
  }

  void rest() {
    used = true;
    idleSince = System.nanoTime();
  }

  boolean stale() {
    return System.nanoTime() - idleSince > STALE;
  }

  Head exchange(String head, boolean waitThrough100) throws IOException {
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    Head answer = readHead();
    while (waitThrough100 && answer.status() >= 100 && answer.status() < 200) {
      answer = readHead();
    }
    return answer;
  }

  /** A head that comes letter by letter is as late as one that does not come. */
  private Head readHead() throws IOException {
    long deadline = System.nanoTime() + Duration.ofMillis(socket.getSoTimeout()).toNanos();
    String status = line(in, deadline);
    boolean http = status.startsWith("HTTP/1.") && status.length() >= 12;
    int code = http ? (int) Headers.digits(status.substring(9, 12)).orElse(0) : 0;
    if (code < 100) {
      throw Faults.badHead();
    }
    Headers headers = new Headers();
    for (int count = 0; ; count++) {
      String line = line(in, deadline);
      if (line.isEmpty()) {
        break;
      }
      int colon = line.indexOf(':');
      if (count == MOST_HEADERS) {
        throw Faults.badHead();
      }
      if (colon > 0) {
        headers.add(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    boolean keeps =
        status.startsWith("HTTP/1.1")
            ? !headers.lists("Connection", "close")
            : headers.lists("Connection", "keep-alive");
    return new Head(code, keeps, headers);
  }

  /**
   * A line of a head or a chunk; bounded.
   *
   * @param deadline by {@link System#nanoTime}
   */
  static String line(InputStream in, long deadline) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new java.io.EOFException();
      }
      if (line.length() == LONGEST_LINE) {
        throw Faults.badHead();
      }
      line.append((char) c);
      if (in.available() == 0 && System.nanoTime() - deadline > 0) {
        throw new SocketTimeoutException();
      }
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Nothing is lost: whoever closes has read all it wanted, or has given up.
    }
  }
}
