package dev.ferry.image.base;

import dev.ferry.python.wheel.RangedBytes;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for texts in a file of any kind. */
final class ByteSearch {
  private static final int WINDOW = 1 << 20;

  /** Longest text that is found, also where two windows meet. */
  private static final int OVERLAP = 64;

  private static final long MOST_BYTES = 256L << 20;

  private ByteSearch() {}

  /**
   * What the first group of a pattern matched, anywhere in the first 256 MiB; bytes are Latin-1.
   */
  static SortedSet<String> all(RangedBytes bytes, Pattern pattern) {
    SortedSet<String> found = new TreeSet<>();
    long end = Math.min(bytes.size(), MOST_BYTES);
    for (long at = 0; at < end; at += WINDOW - OVERLAP) {
      byte[] window = bytes.read(at, (int) Math.min(WINDOW, end - at));
      Matcher matcher = pattern.matcher(new String(window, StandardCharsets.ISO_8859_1));
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }
}
