package dev.ferry.python.name;

import static dev.ferry.python.syntax.Characters.isAlphanumeric;

import dev.ferry.model.Text;
import dev.ferry.python.syntax.SyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a distribution, normalised (PEP 503).
 *
 * @param normalized lower-case letters, digits and single hyphens between them
 */
public record PackageName(String normalized) implements Comparable<PackageName> {
  private static final int MAXIMUM_LENGTH = 512;

  public PackageName {
    if (!isNormalized(normalized)) {
      throw new IllegalArgumentException("Bad value for `name`: `" + normalized + "`");
    }
  }

  /**
   * Normalises a name as people write it.
   *
   * @throws dev.ferry.model.FerryException if it is not a name by PEP 508: ASCII letters and
   *     digits, with {@code .}, {@code _} and {@code -} between them
   */
  public static PackageName of(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new SyntaxException(
                        Text.of(
                            "want ASCII letters and digits, with `-`, `_` and `.` only between"
                                + " them",
                            "应由 ASCII 字母和数字组成，`-`、`_`、`.` 只能出现在中间"),
                        badPosition(name))
                    .toFailure(Text.of("package name", "包名"), name));
  }

  /** The normalised name, or nothing if the text is not a name. */
  public static Optional<PackageName> find(String name) {
    return isValid(name) ? Optional.of(new PackageName(normalize(name))) : Optional.empty();
  }

  /**
   * Writes any text in the way that names are compared (PEP 503, PEP 685); it need not be a valid
   * name.
   */
  public static String normalize(String name) {
    if (isNormalized(name)) {
      return name;
    }
    StringBuilder result = new StringBuilder(name.length());
    boolean pending = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-' || c == '_' || c == '.') {
        pending = true;
        continue;
      }
      if (pending) {
        result.append('-');
        pending = false;
      }
      result.append(c);
    }
    if (pending) {
      result.append('-');
    }
    return result.toString().toLowerCase(Locale.ROOT);
  }

  /** As in the names of wheels: hyphens become underscores. */
  public String underscored() {
    return normalized.replace('-', '_');
  }

  private static boolean isValid(String name) {
    return !name.isEmpty() && badPosition(name) == name.length();
  }

  private static int badPosition(String name) {
    int last = name.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = name.charAt(i);
      boolean inside = i > 0 && i < last && (c == '-' || c == '_' || c == '.');
      if ((!isAlphanumeric(c) && !inside) || i >= MAXIMUM_LENGTH) {
        return i;
      }
    }
    return name.length();
  }

  private static boolean isNormalized(String name) {
    boolean afterHyphen = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-' ? afterHyphen : (c < 'a' || c > 'z') && (c < '0' || c > '9')) {
        return false;
      }
      afterHyphen = c == '-';
    }
    return !afterHyphen;
  }

  @Override
  public int compareTo(PackageName other) {
    return normalized.compareTo(other.normalized);
  }

  @Override
  public String toString() {
    return normalized;
  }
}
