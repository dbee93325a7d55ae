package dev.ferry.image.proof;

/**
 * How far two numbers may be apart: {@code |got - want| <= absolute + relative * |want|}.
 *
 * @param relative not negative
 * @param absolute not negative
 */
public record Tolerance(double relative, double absolute) {
  /** For outputs that differ from themselves, where a case says nothing. */
  public static final Tolerance DEFAULT = new Tolerance(1e-5, 1e-6);

  boolean allows(double got, double want) {
    if (Double.isNaN(got) || Double.isNaN(want) || Double.isInfinite(want)) {
      return Double.compare(got, want) == 0;
    }
    return Math.abs(got - want) <= absolute + relative * Math.abs(want);
  }
}
