package dev.ferry.bundle.spec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The moment after which an uploaded file does not exist for a resolution. */
public final class UploadDeadline {
  private UploadDeadline() {}

  /**
   * Reads an RFC 3339 time, or a date, which stands for the end of that day in UTC.
   *
   * @return nothing if {@code text} is neither
   */
  public static Optional<Instant> find(String text) {
    try {
      if (text.length() == 10) {
        return Optional.of(
            LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
