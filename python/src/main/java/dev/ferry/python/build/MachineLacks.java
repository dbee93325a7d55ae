package dev.ferry.python.build;

/**
 * The cause of a failed build that lies in this machine, a program, a header or a library that is
 * not here: every other Python would fail the same way.
 */
final class MachineLacks extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MachineLacks() {
    super("a program, a header or a library", null, false, false);
  }

  /** Whether this stands somewhere behind a failure. */
  static boolean isBehind(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof MachineLacks) {
        return true;
      }
    }
    return false;
  }
}
