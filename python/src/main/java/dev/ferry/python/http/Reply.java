package dev.ferry.python.http;

import java.net.URI;

/**
 * An answer with its whole body.
 *
 * @param status 2xx, 304, 404, 410 or 416
 * @param location where the answer came from, after redirects
 * @param body decompressed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record Reply(int status, Headers headers, URI location, byte[] body) {
  /** Whether the server says that there is no such thing. */
  public boolean absent() {
    return status == 404 || status == 410;
  }
}
