package dev.ferry.python.solve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Statements "package p is one of S" that cannot all hold in a solution.
 *
 * @param <P> a package
 * @param <R> a reason of the {@link Universe}
 */
public final class Incompatibility<P, R> {
  private final Map<P, VersionSet> terms;
  private final Cause<P, R> cause;

  Incompatibility(Map<P, VersionSet> terms, Cause<P, R> cause) {
    this.terms = Collections.unmodifiableMap(terms);
    this.cause = cause;
  }

  static <P, R> Incompatibility<P, R> of(P p, VersionSet set, Cause<P, R> cause) {
    Map<P, VersionSet> terms = new LinkedHashMap<>(2);
    terms.put(p, set);
    return new Incompatibility<>(terms, cause);
  }

  /** The statements, by package. */
  public Map<P, VersionSet> terms() {
    return terms;
  }

  public Cause<P, R> cause() {
    return cause;
  }

  /**
   * What follows from this one and another by resolution on {@code pivot}: the pivot is in one of
   * the two sets, so the other statements of both cannot all hold. Where the two sets together are
   * everything, the pivot drops out.
   */
  Incompatibility<P, R> resolve(Incompatibility<P, R> other, P pivot) {
    Map<P, VersionSet> merged = new LinkedHashMap<>();
    for (Map.Entry<P, VersionSet> term : terms.entrySet()) {
      if (!term.getKey().equals(pivot)) {
        merged.put(term.getKey(), term.getValue());
      }
    }
    for (Map.Entry<P, VersionSet> term : other.terms.entrySet()) {
      if (!term.getKey().equals(pivot)) {
        merged.merge(term.getKey(), term.getValue(), VersionSet::and);
      }
    }
    VersionSet both = of(pivot).or(other.of(pivot));
    if (!both.isEverything()) {
      merged.put(pivot, both);
    }
    return new Incompatibility<>(merged, new Cause.Derived<>(this, other));
  }

  private VersionSet of(P p) {
    VersionSet set = terms.get(p);
    if (set == null) {
      throw new IllegalStateException("no term for " + p + " in " + this);
    }
    return set;
  }

  @Override
  public String toString() {
    return terms.toString();
  }
}
