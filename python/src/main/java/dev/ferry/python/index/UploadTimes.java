package dev.ferry.python.index;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Times of PEP 700, {@code 2026-11-15T21:32:28.123456Z}. The usual form is read by hand: loading
 * Java's formatter costs more than reading a page.
 */
final class UploadTimes {
  private static final int SECONDS_END = 19;

  private UploadTimes() {}

  static Optional<Instant> find(String text) {
    try {
      boolean plain = text.length() > SECONDS_END && text.length() <= 30 && text.endsWith("Z");
      return Optional.of(plain ? plain(text) : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static Instant plain(String text) {
    boolean shaped =
        text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && (text.charAt(10) == 'T' || text.charAt(10) == ' ')
            && text.charAt(13) == ':'
            && text.charAt(16) == ':';
    if (!shaped) {
      throw new DateTimeException(text);
    }
    int nanos = 0;
    if (text.charAt(SECONDS_END) == '.') {
      int end = text.length() - 1;
      nanos = number(text, SECONDS_END + 1, end);
      for (int digits = end - SECONDS_END - 1; digits < 9; digits++) {
        nanos *= 10;
      }
    } else if (text.length() != SECONDS_END + 1) {
      throw new DateTimeException(text);
    }
    long day =
        java.time.LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
            .toEpochDay();
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 60) {
      throw new DateTimeException(text);
    }
    return Instant.ofEpochSecond(day * 86_400 + hour * 3_600L + minute * 60L + second, nanos);
  }

  private static int number(String text, int start, int end) {
    int value = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new DateTimeException(text);
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
