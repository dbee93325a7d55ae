package dev.ferry.image.tensor;

import java.util.Optional;

/**
 * How far two tensors of one type and shape are apart.
 *
 * @param verdict of the element that is furthest apart
 * @param elements compared
 * @param differing elements without the same bits
 * @param ulp the most units in the last place between two finite numbers; 0 for integers
 * @param absolute the largest {@code |left - right|} of finite numbers
 * @param relative the largest {@code |left - right| / |right|} where right is not 0
 * @param first the first element that differs, by index
 * @param worst the first element that is beyond all limits
 */
public record Comparison(
    Verdict verdict,
    int elements,
    int differing,
    long ulp,
    double absolute,
    double relative,
    Optional<Difference> first,
    Optional<Difference> worst) {

  /**
   * Compares element by element.
   *
   * @throws IllegalArgumentException where the types or shapes are not the same
   */
  public static Comparison of(Tensor left, Tensor right, Limits limits) {
    if (left.type() != right.type() || !left.shape().equals(right.shape())) {
      throw new IllegalArgumentException("two types or shapes");
    }
    ComparisonBuilder builder = new ComparisonBuilder(left, right, limits);
    for (int i = 0; i < left.count(); i++) {
      builder.add(i);
    }
    return builder.build();
  }
}
