package dev.ferry.image.tensor;

import java.util.Locale;

/** What holds for every element of an output; each word is weaker than the one before. */
public enum Verdict {
  /** The same bits. */
  EQUAL,
  /** Within the limit of units in the last place. */
  ULP,
  /** Within the tolerance. */
  TOLERANCE,
  /** Some element is beyond all limits, or the types or shapes are not the same. */
  DIFFERENT;

  /** The word used in {@code --json}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  Verdict weaker(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
