package dev.ferry.carry.compare;

/**
 * A file inside a wheel that came, went or changed.
 *
 * @param path in the newer wheel, or in the older one if it went
 * @param change what became of it
 * @param before bytes in the older wheel, opened
 * @param after bytes in the newer wheel, opened
 */
public record MemberChange(String path, Change change, long before, long after) {
  /** The larger of both sizes. */
  long weight() {
    return Math.max(before, after);
  }
}
