package dev.ferry.python.solve;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the solver solves over: packages, their versions, what each version needs.
 *
 * <p>Answers must not change during one solve. The solver calls from one thread.
 *
 * @param <P> a package; compared with {@code equals}
 * @param <R> a reason that the solver only carries: why a version is excluded, which requirement a
 *     dependency comes from
 */
public interface Universe<P, R> {

  /** How many versions a package has; asked once, when it is first mentioned. Zero is possible. */
  int versionCount(P p);

  /** Versions that can never be chosen; asked once, after {@link #versionCount}. */
  List<Excluded<R>> excluded(P p);

  /**
   * The package to decide next.
   *
   * @param undecided those that must be present, never empty, in the order of their first mention
   */
  P next(Collection<P> undecided, State<P> state);

  /**
   * The version to try.
   *
   * @param allowed not empty
   */
  int choose(P p, BitSet allowed, State<P> state);

  /** What a version needs, or why it cannot be used after all. */
  Answer<P, R> dependencies(P p, int version);

  /**
   * Told when {@code affected} could not become anything because of {@code culprits}; a universe
   * may use this to decide quarrelling packages earlier.
   *
   * @return the package to go back before, if starting over from there is thought to be better
   */
  default java.util.Optional<P> conflict(P affected, Collection<P> culprits) {
    return java.util.Optional.empty();
  }

  /** What has been decided so far. */
  interface State<P> {
    OptionalInt decided(P p);
  }

  /**
   * Versions with one reason why they cannot be chosen.
   *
   * @param versions by number
   */
  record Excluded<R>(BitSet versions, R reason) {}

  /** The answer to {@link #dependencies}. */
  sealed interface Answer<P, R> {
    /** The version can be used with these. */
    record Needs<P, R>(List<Need<P, R>> needs) implements Answer<P, R> {}

    /** The version cannot be used. */
    record Rejected<P, R>(R reason) implements Answer<P, R> {}
  }

  /**
   * One dependency.
   *
   * @param allowed the versions of {@code on} that satisfy it; may be empty
   * @param reason where it comes from
   */
  record Need<P, R>(P on, BitSet allowed, R reason) {}
}
