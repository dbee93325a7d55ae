package dev.ferry.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A dotted number such as the {@code 2.17} of {@code GLIBC_2.17}, the {@code 3.4.22} of {@code
 * GLIBCXX_3.4.22}, a CUDA version or a driver version. Missing parts count as zero.
 *
 * @param parts one to four numbers
 */
public record SymbolVersion(List<Integer> parts) implements Comparable<SymbolVersion> {
  public SymbolVersion {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.size() > 4) {
      throw new IllegalArgumentException("Bad value for `version`: " + parts);
    }
  }

  public static SymbolVersion of(Integer... parts) {
    return new SymbolVersion(List.of(parts));
  }

  /** Parses one to four decimal numbers, each below a million, separated by dots. */
  public static SymbolVersion parse(String text) {
    List<Integer> parts = new ArrayList<>();
    for (String part : text.split("\\.", -1)) {
      if (part.isEmpty()
          || part.length() > 6
          || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw new IllegalArgumentException("Bad value for `version`: `" + text + "`");
      }
      parts.add(Integer.parseInt(part));
    }
    return new SymbolVersion(parts);
  }

  /** The number at a position, zero where it is missing. */
  public int part(int index) {
    return index < parts.size() ? parts.get(index) : 0;
  }

  @Override
  public int compareTo(SymbolVersion other) {
    for (int i = 0; i < 4; i++) {
      int order = Integer.compare(part(i), other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public String toString() {
    return String.join(".", parts.stream().map(String::valueOf).toList());
  }
}
