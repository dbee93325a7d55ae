package dev.ferry.python.solve;

import java.util.Map;

/**
 * How solving ended.
 *
 * @param <P> a package
 * @param <R> a reason of the {@link Universe}
 */
public sealed interface Outcome<P, R> {
  /**
   * There is a solution.
   *
   * @param versions of every package that is present, by number
   */
  record Solved<P, R>(Map<P, Integer> versions) implements Outcome<P, R> {}

  /**
   * There is none.
   *
   * @param proof an incompatibility that nothing can avoid, with its derivation
   */
  record Unsolvable<P, R>(Incompatibility<P, R> proof) implements Outcome<P, R> {}
}
