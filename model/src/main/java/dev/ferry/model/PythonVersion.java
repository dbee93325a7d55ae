package dev.ferry.model;

import java.util.OptionalInt;

/**
 * The interpreter of a target.
 *
 * @param implementation {@code cp} (CPython) or {@code pp} (PyPy), the short names of PEP 425
 * @param major 3
 * @param minor 7 or more
 * @param patch the third number; empty where a name leaves it open, and then any value counts
 * @param freeThreaded whether it is a build without the global interpreter lock (ABI {@code
 *     cp313t})
 */
public record PythonVersion(
    String implementation, int major, int minor, OptionalInt patch, boolean freeThreaded) {

  /** {@code 3.11}, without the patch number. */
  public String minorVersion() {
    return major + "." + minor;
  }

  /** {@code 3.11.9}, or {@code 3.11} where the patch number is open. */
  public String version() {
    return patch.isPresent() ? minorVersion() + "." + patch.getAsInt() : minorVersion();
  }

  /** As in a target's name: {@code cp311}, {@code cp3.11.9}, {@code cp313t}. */
  @Override
  public String toString() {
    String digits = patch.isPresent() ? version() : "" + major + minor;
    return implementation + digits + (freeThreaded ? "t" : "");
  }
}
