package dev.ferry.image.tensor;

/**
 * How far two outputs may be apart. All zero: every number must be the same.
 *
 * @param ulp units in the last place
 * @param relative to the right side's element
 * @param absolute in the output's own unit
 */
public record Limits(long ulp, double relative, double absolute) {
  public static final Limits EXACT = new Limits(0, 0, 0);

  public Limits {
    if (ulp < 0 || !(relative >= 0) || !(absolute >= 0)) {
      throw new IllegalArgumentException("negative limit");
    }
  }

  boolean tolerates(double left, double right) {
    return Math.abs(left - right) <= absolute + relative * Math.abs(right);
  }
}
