package dev.ferry.python.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The header fields of an answer; names are compared without regard to case. */
public final class Headers {
  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  void add(String name, String value) {
    names.add(name);
    values.add(value);
  }

  /** The first field of this name. */
  public Optional<String> find(String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return Optional.of(values.get(i));
      }
    }
    return Optional.empty();
  }

  /** Whether a field of this name has the word among its comma-separated values. */
  public boolean lists(String name, String word) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        for (String value : values.get(i).split(",", -1)) {
          if (value.strip().equalsIgnoreCase(word)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** A number of at most 18 digits; anything else counts as absent. */
  public OptionalLong findNumber(String name) {
    Optional<String> text = find(name);
    return text.isPresent() ? digits(text.get()) : OptionalLong.empty();
  }

  /** How many fields have this name. */
  int count(String name) {
    return (int) names.stream().filter(name::equalsIgnoreCase).count();
  }

  /** The whole file's size, from {@code Content-Range: bytes 0-99/1234} (RFC 9110, 14.4). */
  public OptionalLong findRangeTotal() {
    Optional<String> range = find("Content-Range");
    return range.isPresent()
        ? digits(range.get().substring(range.get().lastIndexOf('/') + 1))
        : OptionalLong.empty();
  }

  /** Where the part begins, from {@code Content-Range}. */
  public OptionalLong findRangeStart() {
    Optional<String> range = find("Content-Range");
    if (range.isEmpty() || !range.get().regionMatches(true, 0, "bytes ", 0, 6)) {
      return OptionalLong.empty();
    }
    int dash = range.get().indexOf('-');
    return dash < 0 ? OptionalLong.empty() : digits(range.get().substring(6, dash));
  }

  static OptionalLong digits(String text) {
    String number = text.strip();
    if (number.isEmpty() || number.length() > 18) {
      return OptionalLong.empty();
    }
    long value = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      value = value * 10 + digit;
    }
    return OptionalLong.of(value);
  }
}
