package dev.ferry.image.tensor;

import java.util.Optional;

/** The running figures of a {@link Comparison}. */
final class ComparisonBuilder {
  private final Tensor left;
  private final Tensor right;
  private final Limits limits;

  private Verdict verdict = Verdict.EQUAL;
  private int differing;
  private long ulp;
  private double absolute;
  private double relative;
  private Optional<Difference> first = Optional.empty();
  private Optional<Difference> worst = Optional.empty();

  ComparisonBuilder(Tensor left, Tensor right, Limits limits) {
    this.left = left;
    this.right = right;
    this.limits = limits;
  }

  void add(int index) {
    if (left.bits(index) == right.bits(index)) {
      return;
    }
    double one = left.real(index);
    double other = right.real(index);
    if (Double.isNaN(one) && Double.isNaN(other)) {
      return;
    }
    differing++;
    Verdict here = judge(index, one, other);
    verdict = verdict.weaker(here);
    if (first.isEmpty()) {
      first = Optional.of(difference(index));
    }
    if (here == Verdict.DIFFERENT && worst.isEmpty()) {
      worst = Optional.of(difference(index));
    }
  }

  private Verdict judge(int index, double one, double other) {
    if (!Double.isFinite(one) || !Double.isFinite(other)) {
      return Verdict.DIFFERENT;
    }
    double distance = Math.abs(one - other);
    absolute = Math.max(absolute, distance);
    if (other != 0) {
      relative = Math.max(relative, distance / Math.abs(other));
    }
    if (left.type().isReal()) {
      long units = units(index);
      ulp = Math.max(ulp, units);
      if (units <= limits.ulp()) {
        return Verdict.ULP;
      }
    }
    return limits.tolerates(one, other) && distance > 0 ? Verdict.TOLERANCE : Verdict.DIFFERENT;
  }

  /**
   * Representable numbers from one element to the other. The bits of IEEE 754 numbers of one sign
   * are ordered as the numbers are; the negative ones are turned round, so that both zeros meet.
   * Two {@code float64} of opposite sign can be further apart than a long counts.
   */
  private long units(int index) {
    long one = ordered(left.bits(index));
    long other = ordered(right.bits(index));
    long apart = Math.max(one, other) - Math.min(one, other);
    return apart < 0 ? Long.MAX_VALUE : apart;
  }

  private long ordered(long bits) {
    long least = -1L << (left.type().size() * 8 - 1);
    return bits < 0 ? least - bits : bits;
  }

  private Difference difference(int index) {
    return new Difference(left.place(index), left.text(index), right.text(index));
  }

  Comparison build() {
    return new Comparison(verdict, left.count(), differing, ulp, absolute, relative, first, worst);
  }
}
