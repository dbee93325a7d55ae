package dev.ferry.oci.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What a registry answered. Its body is read by whoever asked, who closes it. */
public final class Answer implements AutoCloseable {
  private static final int LONGEST_HEADER = 8192;

  private final int status;
  private final URI location;
  private final HttpHeaders headers;
  private final InputStream body;

  Answer(int status, URI location, HttpHeaders headers, InputStream body) {
    this.status = status;
    this.location = location;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** Where it came from, after redirects. */
  public URI location() {
    return location;
  }

  public InputStream body() {
    return body;
  }

  /** A header of sensible length. */
  public Optional<String> find(String header) {
    return headers.firstValue(header).filter(value -> value.length() <= LONGEST_HEADER);
  }

  /** Every value of a header. */
  java.util.List<String> all(String header) {
    return headers.allValues(header);
  }

  /** A header that is a number of bytes. */
  public Optional<Long> findLength(String header) {
    return find(header).filter(text -> text.matches("[0-9]{1,18}")).map(Long::valueOf);
  }

  /** When the registry wants to be asked again. */
  public Optional<java.time.Duration> findRetryAfter() {
    return RetryAfter.find(this);
  }

  /** What {@code Location} leads to. */
  public Optional<URI> findLocation() {
    return find("Location").flatMap(text -> Origins.resolve(location, text));
  }

  /**
   * The whole body.
   *
   * @param limit most bytes
   * @return nothing if it is larger
   */
  public Optional<byte[]> findBytes(int limit) throws IOException {
    byte[] bytes = body.readNBytes(limit + 1);
    return bytes.length > limit ? Optional.empty() : Optional.of(bytes);
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException broken) {
      // Nothing more is wanted of it.
    }
  }
}
