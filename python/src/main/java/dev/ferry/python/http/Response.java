package dev.ferry.python.http;

import java.io.InputStream;
import java.net.URI;
import java.util.OptionalLong;

/**
 * An answer whose body is still on its way. Closing it before the end gives the connection up.
 *
 * @param status one that {@link Fetcher#open} returns
 * @param location where the answer came from, after redirects
 * @param body bounded by the request's limit; throws {@link java.io.IOException} when it breaks
 */
public record Response(int status, Headers headers, URI location, InputStream body, Runnable end)
    implements AutoCloseable {
  /** Whether the server says that there is no such thing. */
  public boolean absent() {
    return status == 404 || status == 410;
  }

  /** Bytes of this body, if the server says. */
  public OptionalLong length() {
    return headers.findNumber("Content-Length");
  }

  @Override
  public void close() {
    end.run();
  }
}
