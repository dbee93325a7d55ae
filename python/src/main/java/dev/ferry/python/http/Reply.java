package dev.ferry.python.http;

import java.net.URI;

/**
 * An answer with its whole body.
 *
 * @param status one that {@link Fetcher#open} returns
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
