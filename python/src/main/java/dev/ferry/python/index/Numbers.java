package dev.ferry.python.index;

import java.util.OptionalLong;

/** Numbers that others have written. */
final class Numbers {
  private Numbers() {}

  /** A whole number of at most 15 digits. */
  static OptionalLong find(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 15 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
