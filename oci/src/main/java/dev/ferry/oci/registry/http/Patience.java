package dev.ferry.oci.registry.http;

import java.time.Duration;

/**
 * How long a registry is waited for.
 *
 * @param silence without a byte in either direction, before a call ends
 * @param thought the same where the registry has work to do first: it hashes a whole upload
 * @param retries of one call after trouble that may pass
 * @param pause before the first retry; twice as long before each further one
 * @param longest pause that a registry may ask for
 */
public record Patience(
    Duration silence, Duration thought, int retries, Duration pause, Duration longest) {
  /** For people's networks. */
  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          5,
          Duration.ofSeconds(1),
          Duration.ofMinutes(5));

  Duration pauseBefore(int retry) {
    Duration wanted = pause.multipliedBy(1L << Math.min(retry, 10));
    return wanted.compareTo(longest) > 0 ? longest : wanted;
  }
}
