package dev.ferry.python.marker;

import dev.ferry.python.marker.Expression.Comparison;
import dev.ferry.python.marker.Expression.Named;
import dev.ferry.python.version.Version;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Values worth trying for a variable that a target leaves open. Every value given is one that the
 * variable can have; together they reach every answer that the comparisons of a marker can give,
 * since a comparison changes its answer only at its literal or next to it.
 */
final class OpenValues {
  private static final Pattern NUMBER = Pattern.compile("(?<![0-9])[0-9]{1,4}(?![0-9])");
  private static final Pattern WORD = Pattern.compile("[^\\s,;|]+");
  private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*");

  /** Beyond every patch release. */
  private static final int LARGE_PATCH = 10_000;

  /** No kernel has these: they stand for "none of the values named". */
  private static final String LOW_RELEASE = "0";

  private static final String HIGH_RELEASE = "999999";
  private static final String NO_TEXT = "-";

  /** More values than any marker can be tried with. */
  private static final int MAXIMUM_VALUES = 100_000;

  private OpenValues() {}

  /** Patch numbers: each number in a literal, the ones beside it, the first and one beyond. */
  static Set<Integer> patches(List<String> literals) {
    Set<Integer> patches = new TreeSet<>(Set.of(0, LARGE_PATCH));
    for (String literal : literals) {
      Matcher matcher = NUMBER.matcher(literal);
      while (matcher.find()) {
        int number = Integer.parseInt(matcher.group());
        patches.add(Math.max(0, number - 1));
        patches.add(number);
        patches.add(number + 1);
        // `in` finds the beginning of a number too, on either side.
        IntStream.range(number * 10, number * 10 + 10).forEach(patches::add);
        patches.addAll(List.of(number * 100, number * 1000));
        for (int prefix = number / 10; prefix > 0; prefix /= 10) {
          patches.add(prefix);
        }
      }
    }
    return patches;
  }

  /** Values of {@code platform_version}: text. */
  static Set<String> texts(List<Comparison> comparisons) {
    Set<String> values = new LinkedHashSet<>(Set.of(NO_TEXT));
    StringBuilder all = new StringBuilder(NO_TEXT);
    for (Comparison comparison : comparisons) {
      String literal = Evaluation.literal(comparison);
      values.add(literal);
      all.append(' ').append(literal);
      // A text on the left of `in` lies within the literal: any word of it may be meant.
      if (comparison.operator().isWord() && comparison.left() instanceof Named) {
        WORD.matcher(literal).results().forEach(word -> values.add(word.group()));
      }
    }
    values.add(all.toString());
    return values;
  }

  /** Values of {@code platform_release} or PyPy's own version: versions, or else text. */
  static Set<String> releases(List<Comparison> comparisons) {
    Set<String> versions = new LinkedHashSet<>(List.of(LOW_RELEASE, HIGH_RELEASE));
    for (Comparison comparison : comparisons) {
      String literal = Evaluation.literal(comparison);
      String plain = literal.endsWith(".*") ? literal.substring(0, literal.length() - 2) : literal;
      Version.findVersion(plain)
          .ifPresent(
              version -> {
                versions.add(plain);
                // Just above it, for strict comparisons.
                versions.add(
                    String.join(".", version.release().stream().map(String::valueOf).toList())
                        + ".1");
              });
    }
    Set<String> values = new LinkedHashSet<>(versions);
    // A release such as `4.9+tegra` is a version and has a name in it.
    for (Comparison comparison : comparisons) {
      String literal = Evaluation.literal(comparison);
      if (comparison.operator().isWord()
          && LOCAL.matcher(literal).matches()
          && values.size() < MAXIMUM_VALUES) {
        versions.forEach(version -> values.add(version + "+" + literal));
      }
    }
    values.addAll(texts(comparisons));
    return values;
  }
}
