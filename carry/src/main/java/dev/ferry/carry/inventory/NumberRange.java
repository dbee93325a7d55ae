package dev.ferry.carry.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers in a row.
 *
 * @param first of them, zero or more
 * @param last of them, not smaller
 */
public record NumberRange(long first, long last) {
  private static final Pattern SPELLED = Pattern.compile("(\\d{1,15})(?:-(\\d{1,15}))?");

  public NumberRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("numbers from low to high, such as `3` or `3-7`");
    }
  }

  /** Parses {@code 3} or {@code 3-7}. */
  public static NumberRange parse(String text) {
    Matcher spelled = SPELLED.matcher(text);
    if (!spelled.matches()) {
      throw new IllegalArgumentException("numbers such as `3` or `3-7`");
    }
    long first = Long.parseLong(spelled.group(1));
    return new NumberRange(
        first, spelled.group(2) == null ? first : Long.parseLong(spelled.group(2)));
  }

  /** The fewest ranges that hold these numbers, in order. */
  public static List<NumberRange> of(Collection<Long> numbers) {
    List<NumberRange> ranges = new ArrayList<>();
    for (long number : new TreeSet<>(numbers)) {
      int end = ranges.size() - 1;
      if (end >= 0 && ranges.get(end).last() == number - 1) {
        ranges.set(end, new NumberRange(ranges.get(end).first(), number));
      } else {
        ranges.add(new NumberRange(number, number));
      }
    }
    return ranges;
  }

  public boolean has(long number) {
    return first <= number && number <= last;
  }

  /** {@code 3} or {@code 3-7}. */
  @Override
  public String toString() {
    return first == last ? String.valueOf(first) : first + "-" + last;
  }
}
