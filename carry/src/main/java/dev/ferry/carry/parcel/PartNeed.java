package dev.ferry.carry.parcel;

import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What would make a parcel whole: any {@code enough} of the {@code missing} parts.
 *
 * @param missing numbers of parts, from 1; empty where nothing is needed
 * @param enough how many of them suffice
 */
public record PartNeed(SortedSet<Integer> missing, int enough) {
  /** Nothing. */
  public static final PartNeed NOTHING = new PartNeed(new TreeSet<>(), 0);

  public PartNeed {
    missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
    if (enough < 0 || enough > missing.size()) {
      throw new IllegalArgumentException(
          "Bad value for `enough`: " + enough + " of " + missing.size());
    }
  }

  public boolean isNothing() {
    return enough == 0;
  }

  /** For people: {@code part 3}, {@code parts 3, 7-9}, {@code any 2 of parts 3, 7-9}. */
  public Text text() {
    String ranges = ranges(missing);
    if (isNothing()) {
      return Text.of("nothing", "无");
    }
    if (missing.size() == 1) {
      return Text.of("part %s", "第 %s 卷", ranges);
    }
    return enough == missing.size()
        ? Text.of("parts %s", "第 %s 卷", ranges)
        : Text.of("any %d of parts %s", "第 %2$s 卷中的任意 %1$d 卷", enough, ranges);
  }

  /** Numbers as ranges: {@code 3, 7-9}. */
  static String ranges(SortedSet<Integer> numbers) {
    List<String> ranges = new ArrayList<>();
    int first = 0;
    int last = -1;
    for (int number : numbers) {
      if (number != last + 1) {
        add(ranges, first, last);
        first = number;
      }
      last = number;
    }
    add(ranges, first, last);
    return String.join(", ", ranges);
  }

  private static void add(List<String> ranges, int first, int last) {
    if (last >= first) {
      ranges.add(first == last ? String.valueOf(first) : first + "-" + last);
    }
  }
}
