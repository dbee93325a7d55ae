package dev.ferry.python.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of a server.
 *
 * @param method {@code GET} or {@code HEAD}
 * @param location http or https, without user info and fragment
 * @param headers in addition to those that every request has
 * @param limit most bytes of body, after decompression
 * @param compressed whether a gzip body is welcome; never for parts of a file
 */
public record Request(
    String method, URI location, List<Header> headers, long limit, boolean compressed) {
  public Request {
    headers = List.copyOf(headers);
  }

  /** One header field. */
  public record Header(String name, String value) {
    public Header {
      if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
        throw new IllegalArgumentException("Bad value for header `" + name + "`");
      }
    }
  }

  /** A page or another small document. */
  public static Request page(URI location, long limit) {
    return new Request("GET", location, List.of(), limit, true);
  }

  /** Bytes as they are, from the beginning. */
  public static Request file(URI location, long limit) {
    return new Request("GET", location, List.of(), limit, false);
  }

  /** Only the head of the answer. */
  public static Request head(URI location) {
    return new Request("HEAD", location, List.of(), 0, false);
  }

  /** The same with one more header. */
  public Request with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Request(method, location, more, limit, compressed);
  }

  /** The same for a part of the file, in the notation of RFC 9110, 14.1.2: {@code 0-99}. */
  public Request range(String range) {
    return with("Range", "bytes=" + range);
  }

  /** Whether only a part is asked for. */
  boolean ranged() {
    return headers.stream().anyMatch(header -> header.name().equals("Range"));
  }

  Request at(URI elsewhere) {
    return new Request(method, elsewhere, headers, limit, compressed);
  }
}
