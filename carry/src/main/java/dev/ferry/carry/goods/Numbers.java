package dev.ferry.carry.goods;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A set of numbers from 0 to {@link #LARGEST}, written as ranges in rising order: {@code
 * 0-4,7,9-10}; nothing is the empty string.
 *
 * @param ranges in rising order, with at least one number between two of them
 */
public record Numbers(List<Range> ranges) {
  /** The largest number. */
  public static final int LARGEST = 999_999;

  /** No number. */
  public static final Numbers NONE = new Numbers(List.of());

  private static final Pattern RANGE =
      Pattern.compile("(0|[1-9][0-9]{0,5})(?:-([1-9][0-9]{0,5}))?");

  /**
   * Numbers without a gap.
   *
   * @param first the smallest
   * @param last the largest, not smaller than the first
   */
  public record Range(int first, int last) {
    public Range {
      if (first < 0 || last < first || last > LARGEST) {
        throw new IllegalArgumentException(
            "Bad value for a range: " + first + " to " + last + ", want 0 to " + LARGEST);
      }
    }

    /** How many numbers. */
    public int count() {
      return last - first + 1;
    }

    @Override
    public String toString() {
      return first == last ? String.valueOf(first) : first + "-" + last;
    }
  }

  public Numbers {
    ranges = List.copyOf(ranges);
    for (int i = 1; i < ranges.size(); i++) {
      if (ranges.get(i).first() <= ranges.get(i - 1).last() + 1) {
        throw new IllegalArgumentException(
            "Bad value for ranges: " + ranges.get(i) + " behind " + ranges.get(i - 1));
      }
    }
  }

  /** The set of these, which may come in any order and twice. */
  public static Numbers of(Collection<Integer> numbers) {
    List<Range> ranges = new ArrayList<>();
    Iterator<Integer> sorted = new TreeSet<>(numbers).iterator();
    while (sorted.hasNext()) {
      int next = sorted.next();
      Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
      if (last != null && last.last() == next - 1) {
        ranges.set(ranges.size() - 1, new Range(last.first(), next));
      } else {
        ranges.add(new Range(next, next));
      }
    }
    return new Numbers(ranges);
  }

  public static Numbers of(int... numbers) {
    return of(IntStream.of(numbers).boxed().toList());
  }

  /**
   * Reads what {@link #toString()} writes; other spellings of the same set are refused.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  public static Numbers parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    List<Range> ranges = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      Matcher matcher = RANGE.matcher(word);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("Bad value for numbers: `" + word + "`");
      }
      int first = Integer.parseInt(matcher.group(1));
      int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
      if (matcher.group(2) != null && last <= first) {
        throw new IllegalArgumentException("Bad value for numbers: `" + word + "`");
      }
      ranges.add(new Range(first, last));
    }
    return new Numbers(ranges);
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** How many numbers. */
  public int count() {
    return ranges.stream().mapToInt(Range::count).sum();
  }

  /** Each number, rising. */
  public IntStream stream() {
    return ranges.stream()
        .flatMapToInt(range -> IntStream.rangeClosed(range.first(), range.last()));
  }

  public boolean contains(int number) {
    return ranges.stream().anyMatch(range -> range.first() <= number && number <= range.last());
  }

  /** Whether every number is smaller than a limit. */
  public boolean isBelow(int limit) {
    return isEmpty() || ranges.get(ranges.size() - 1).last() < limit;
  }

  @Override
  public String toString() {
    return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
  }
}
