package dev.ferry.python.version;

/** The three kinds of pre-releases of PEP 440, in their order. */
public enum PreRelease {
  ALPHA("a", 0),
  BETA("b", 1),
  CANDIDATE("rc", 2);

  private final String letter;
  private final int rank;

  PreRelease(String letter, int rank) {
    this.letter = letter;
    this.rank = rank;
  }

  int rank() {
    return rank;
  }

  /** As in a normalised version: {@code a}, {@code b}, {@code rc}. */
  public String letter() {
    return letter;
  }
}
