package dev.ferry.python.solve;

import dev.ferry.python.solve.Universe.Excluded;
import dev.ferry.python.solve.Universe.Need;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is known to be impossible, found by package. Also knows how many versions each package
 * has, which it asks when the package is first mentioned.
 *
 * <p>Equal dependencies of several versions of one package are kept as one incompatibility, so that
 * a conclusion rules all of those versions out at once.
 */
final class Incompatibilities<P, R> {
  private record Edge<P, R>(P from, P on, VersionSet allowed, R reason) {}

  private final Universe<P, R> universe;
  private final Map<P, Integer> counts = new HashMap<>();
  private final Map<P, List<Incompatibility<P, R>>> byPackage = new HashMap<>();
  private final Map<Edge<P, R>, Incompatibility<P, R>> dependencies = new HashMap<>();

  Incompatibilities(Universe<P, R> universe) {
    this.universe = universe;
  }

  /** The number of versions; the first call for a package also learns its exclusions. */
  int count(P p) {
    Integer known = counts.get(p);
    if (known != null) {
      return known;
    }
    int count = universe.versionCount(p);
    counts.put(p, count);
    for (Excluded<R> excluded : universe.excluded(p)) {
      VersionSet set = VersionSet.of(excluded.versions(), count);
      if (!set.isEmpty()) {
        add(Incompatibility.of(p, set, new Cause.Exclusion<>(p, excluded.reason())));
      }
    }
    return count;
  }

  List<Incompatibility<P, R>> about(P p) {
    return byPackage.getOrDefault(p, List.of());
  }

  void add(Incompatibility<P, R> added) {
    for (P p : added.terms().keySet()) {
      byPackage.computeIfAbsent(p, key -> new ArrayList<>()).add(added);
    }
  }

  /** Says that one version needs something; the package needed is another one. */
  Incompatibility<P, R> addDependency(P from, int version, Need<P, R> need) {
    VersionSet dependent = VersionSet.only(version, count(from));
    VersionSet allowed = VersionSet.of(need.allowed(), count(need.on()));
    Edge<P, R> edge = new Edge<>(from, need.on(), allowed, need.reason());
    Incompatibility<P, R> earlier = dependencies.get(edge);
    if (earlier != null) {
      remove(earlier);
      VersionSet before = earlier.terms().get(from);
      dependent = before == null ? dependent : dependent.or(before);
    }
    Map<P, VersionSet> terms = new LinkedHashMap<>(4);
    terms.put(from, dependent);
    if (!allowed.isEmpty()) {
      terms.put(need.on(), allowed.not());
    }
    Incompatibility<P, R> added =
        new Incompatibility<>(
            terms, new Cause.Dependency<P, R>(from, need.on(), allowed, need.reason()));
    dependencies.put(edge, added);
    add(added);
    return added;
  }

  private void remove(Incompatibility<P, R> old) {
    for (P p : old.terms().keySet()) {
      List<Incompatibility<P, R>> about = byPackage.get(p);
      if (about != null) {
        about.remove(old);
      }
    }
  }
}
