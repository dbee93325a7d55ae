package dev.ferry.python.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;

/** How long to wait before trying again. */
final class Pauses {
  private Pauses() {}

  /** Doubling from the first pause, at most ten seconds. */
  static Duration before(int retry, Duration first) {
    Duration pause = first.multipliedBy(1L << Math.min(retry, 10));
    Duration longest = Duration.ofSeconds(10);
    return pause.compareTo(longest) > 0 ? longest : pause;
  }

  /** What {@code Retry-After} asks for: seconds or a date (RFC 9110, 10.2.3). */
  static Optional<Duration> asked(Headers headers, Instant now) {
    Optional<String> text = headers.find("Retry-After");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong seconds = Headers.digits(text.get());
    if (seconds.isPresent()) {
      return Optional.of(Duration.ofSeconds(Math.min(seconds.getAsLong(), 1_000_000_000L)));
    }
    try {
      Instant until =
          ZonedDateTime.parse(text.get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(now, until);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  static void sleep(Duration pause) throws java.io.InterruptedIOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException();
    }
  }
}
