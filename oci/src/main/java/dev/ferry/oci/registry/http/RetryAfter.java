package dev.ferry.oci.registry.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** When a registry wants to be asked again (RFC 9110, 10.2.3). */
final class RetryAfter {
  private RetryAfter() {}

  /** Seconds, or a time of day, which is compared with the server's own clock. */
  static Optional<Duration> find(Answer answer) {
    Optional<String> value = answer.find("Retry-After").map(String::strip);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get().matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value.get())));
    }
    return time(value.get())
        .flatMap(
            then -> answer.find("Date").flatMap(RetryAfter::time).map(now -> between(now, then)));
  }

  private static Duration between(ZonedDateTime now, ZonedDateTime then) {
    Duration wait = Duration.between(now, then);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static Optional<ZonedDateTime> time(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
