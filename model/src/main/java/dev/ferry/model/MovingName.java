package dev.ferry.model;

import java.util.Locale;
import java.util.Set;

/**
 * Words that name something else tomorrow than today. They are refused wherever a bundle or a
 * version is named, because an approval of {@code latest} approves nothing.
 */
public final class MovingName {
  private static final Set<String> WORDS =
      Set.of("latest", "newest", "current", "head", "nightly", "edge", "rolling");

  private MovingName() {}

  /** Whether {@code word} is one of them, in any letter case. */
  public static boolean is(String word) {
    return WORDS.contains(word.toLowerCase(Locale.ROOT));
  }
}
