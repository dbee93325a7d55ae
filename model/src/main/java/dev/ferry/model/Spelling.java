package dev.ferry.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * "Did you mean": finds the known word that a misspelt one most likely stands for.
 *
 * <p>Words are compared by the optimal string alignment distance: the number of letters to insert,
 * delete, replace or swap with their neighbour.
 */
public final class Spelling {
  private static final int LONGEST = 64;

  private Spelling() {}

  /**
   * The known word nearest to {@code word}: at most a third of its letters differ, two at most in
   * words of up to eight letters. Among equally near ones the first in alphabetical order.
   */
  public static Optional<String> findNearest(String word, Collection<String> known) {
    int limit = Math.max(1, Math.min(3, word.length() / 3));
    return findWithin(limit, word, known);
  }

  /** The known word at most {@code limit} letters away. */
  public static Optional<String> findWithin(int limit, String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    record Near(String word, int distance) {}
    return known.stream()
        .map(candidate -> new Near(candidate, distance(word, candidate)))
        .filter(near -> near.distance <= limit)
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
        .map(Near::word);
  }

  /**
   * How many letters must be inserted, deleted, replaced or swapped to make {@code b} of {@code a}.
   */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
        if (isSwap(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static boolean isSwap(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
