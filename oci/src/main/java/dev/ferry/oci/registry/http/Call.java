package dev.ferry.oci.registry.http;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One question to a registry.
 *
 * @param method of HTTP
 * @param location where
 * @param headers to send
 * @param body to send
 * @param scope the right that a token must have: {@code repository:team/paddle:pull,push}
 * @param repeatable whether it may be sent again when the answer was lost
 * @param silence how long without a byte, if not as long as usual
 */
public record Call(
    String method,
    URI location,
    Map<String, String> headers,
    Body body,
    String scope,
    boolean repeatable,
    Optional<Duration> silence) {
  public Call {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /** One without a body, which may be repeated. */
  public static Call of(String method, URI location, String scope) {
    return new Call(method, location, Map.of(), Body.NONE, scope, true, Optional.empty());
  }

  public Call with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Call(method, location, more, body, scope, repeatable, silence);
  }

  public Call with(Body other) {
    return new Call(method, location, headers, other, scope, repeatable, silence);
  }

  /** The same, which is sent once only. */
  public Call once() {
    return new Call(method, location, headers, body, scope, false, silence);
  }

  /** The same, whose answer may take long. */
  public Call patient(Duration thought) {
    return new Call(method, location, headers, body, scope, repeatable, Optional.of(thought));
  }

  Call at(URI other) {
    return new Call(method, other, headers, body, scope, repeatable, silence);
  }
}
