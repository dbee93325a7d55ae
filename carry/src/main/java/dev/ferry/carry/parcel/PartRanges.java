package dev.ferry.carry.parcel;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Numbers of parts as people and {@code check.sh} read them: {@code 1-3 7}. */
final class PartRanges {
  private PartRanges() {}

  static String of(SortedSet<Integer> parts) {
    List<String> ranges = new ArrayList<>();
    int first = 0;
    int last = 0;
    for (int part : parts) {
      if (part != last + 1 || last == 0) {
        add(ranges, first, last);
        first = part;
      }
      last = part;
    }
    add(ranges, first, last);
    return String.join(" ", ranges);
  }

  private static void add(List<String> ranges, int first, int last) {
    if (last > 0) {
      ranges.add(first == last ? String.valueOf(first) : first + "-" + last);
    }
  }
}
