package dev.ferry.model;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the Python field of a target's name: {@code cp311}, {@code cp3.11.9}, {@code cp313t}. */
final class PythonName {
  private static final Pattern COMPACT = Pattern.compile("(cp|pp)(3)([0-9]{1,2})(t?)");
  private static final Pattern DOTTED =
      Pattern.compile("(cp|pp)(3)\\.([0-9]{1,2})(?:\\.([0-9]{1,3}))?(t?)");
  private static final Pattern LOOSE =
      Pattern.compile("[a-z]*[-_]?(3)\\.?([0-9]{1,2})(?:\\.([0-9]{1,3}))?(t?)");
  private static final int OLDEST_MINOR = 7;
  private static final int FIRST_FREE_THREADED = 13;

  private PythonName() {}

  /** The Python that a field names; empty where it is none that Ferry serves. */
  static Optional<PythonVersion> find(String field) {
    Matcher compact = COMPACT.matcher(field);
    if (compact.matches()) {
      return python(compact.group(1), compact.group(3), null, compact.group(4));
    }
    Matcher dotted = DOTTED.matcher(field);
    if (dotted.matches()) {
      return python(dotted.group(1), dotted.group(3), dotted.group(4), dotted.group(5));
    }
    return Optional.empty();
  }

  /** What was meant by {@code py311}, {@code python3.11} or {@code 3.11}. */
  static Optional<String> findIntended(String field) {
    Matcher loose = LOOSE.matcher(field);
    if (!loose.matches() || field.startsWith("cuda")) {
      return Optional.empty();
    }
    String implementation = field.startsWith("pypy") ? "pp" : "cp";
    return python(implementation, loose.group(2), loose.group(3), loose.group(4))
        .map(PythonVersion::toString);
  }

  private static Optional<PythonVersion> python(
      String implementation, String minorDigits, @Nullable String patchDigits, String suffix) {
    int minor = Integer.parseInt(minorDigits);
    boolean freeThreaded = suffix.equals("t");
    boolean padded = minorDigits.length() > 1 && minorDigits.charAt(0) == '0';
    boolean possible =
        !freeThreaded || (minor >= FIRST_FREE_THREADED && implementation.equals("cp"));
    if (minor < OLDEST_MINOR || padded || !possible) {
      return Optional.empty();
    }
    OptionalInt patch =
        patchDigits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(patchDigits));
    return Optional.of(new PythonVersion(implementation, 3, minor, patch, freeThreaded));
  }
}
