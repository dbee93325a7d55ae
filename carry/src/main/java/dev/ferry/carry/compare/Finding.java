package dev.ferry.carry.compare;

import java.util.Comparator;

/**
 * One thing worth a look. All words come from the bundles; control characters are gone and long
 * ones are cut, so that they can be printed.
 *
 * @param kind what it is
 * @param owner package, or empty where it belongs to none
 * @param subject what it is about: a path, a command, a library
 * @param before what the older bundle says, empty where it says nothing
 * @param after what the newer bundle says, empty where it says nothing
 */
public record Finding(FindingKind kind, String owner, String subject, String before, String after) {
  /** The most pressing kind first. */
  static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::kind)
          .thenComparing(Finding::subject)
          .thenComparing(Finding::after);

  private static final int LONGEST = 300;

  public Finding {
    owner = plain(owner);
    subject = plain(subject);
    before = plain(before);
    after = plain(after);
  }

  public Change change() {
    return before.isEmpty() ? Change.ADDED : after.isEmpty() ? Change.REMOVED : Change.CHANGED;
  }

  /** One line that a terminal prints and obeys in nothing. */
  private static String plain(String words) {
    StringBuilder line = new StringBuilder();
    words
        .codePoints()
        .limit(LONGEST)
        .forEach(point -> line.appendCodePoint(isHarmless(point) ? point : '?'));
    return line + (words.codePointCount(0, words.length()) > LONGEST ? "…" : "");
  }

  /** Marks of direction would show a name in another order than its bytes have. */
  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
