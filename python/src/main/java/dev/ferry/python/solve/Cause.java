package dev.ferry.python.solve;

/**
 * Where an {@link Incompatibility} comes from.
 *
 * @param <P> a package
 * @param <R> a reason of the {@link Universe}
 */
public sealed interface Cause<P, R> {
  /** The root package must be there. */
  record Root<P, R>() implements Cause<P, R> {}

  /**
   * Some versions of {@code from} need some versions of {@code on}.
   *
   * @param allowed the versions of {@code on} that satisfy the dependency, none possibly
   */
  record Dependency<P, R>(P from, P on, VersionSet allowed, R reason) implements Cause<P, R> {}

  /** Some versions of one package cannot be used. */
  record Exclusion<P, R>(P of, R reason) implements Cause<P, R> {}

  /** Both are true, so this is. */
  record Derived<P, R>(Incompatibility<P, R> first, Incompatibility<P, R> second)
      implements Cause<P, R> {}
}
