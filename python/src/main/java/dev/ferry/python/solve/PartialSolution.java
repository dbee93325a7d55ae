package dev.ferry.python.solve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is assumed so far, in the order in which it was assumed. Each decision opens a level; going
 * back to a level forgets everything above it.
 */
final class PartialSolution<P, R> implements Universe.State<P> {

  /**
   * One assumption.
   *
   * @param own what this assumption alone says
   * @param total what all assumptions about the package up to this one say together
   * @param cause of a conclusion; none for a decision
   */
  record Assignment<P, R>(
      P p,
      VersionSet own,
      VersionSet total,
      int level,
      int index,
      @Nullable Incompatibility<P, R> cause) {}

  private final List<Assignment<P, R>> assignments = new ArrayList<>();
  private final Map<P, List<Assignment<P, R>>> byPackage = new HashMap<>();
  private final Map<P, Integer> decisions = new HashMap<>();
  private final LinkedHashSet<P> present = new LinkedHashSet<>();
  private int level = -1;

  void decide(P p, int version, int count) {
    level++;
    decisions.put(p, version);
    add(p, VersionSet.only(version, count), null);
  }

  void conclude(P p, VersionSet set, Incompatibility<P, R> cause) {
    add(p, set, cause);
  }

  private void add(P p, VersionSet own, @Nullable Incompatibility<P, R> cause) {
    List<Assignment<P, R>> earlier = byPackage.computeIfAbsent(p, key -> new ArrayList<>(4));
    VersionSet total = earlier.isEmpty() ? own : own.and(earlier.getLast().total());
    Assignment<P, R> added = new Assignment<>(p, own, total, level, assignments.size(), cause);
    earlier.add(added);
    assignments.add(added);
    if (!total.allowsAbsence()) {
      present.add(p);
    }
  }

  /** What the package may still be; nothing said about it means anything. */
  @Nullable VersionSet find(P p) {
    List<Assignment<P, R>> about = byPackage.get(p);
    return about == null || about.isEmpty() ? null : about.getLast().total();
  }

  List<Assignment<P, R>> about(P p) {
    return byPackage.getOrDefault(p, List.of());
  }

  /** Packages that must be present and are not decided, in the order of their first mention. */
  Collection<P> undecided() {
    List<P> result = new ArrayList<>(present.size());
    for (P p : present) {
      if (!decisions.containsKey(p)) {
        result.add(p);
      }
    }
    return result;
  }

  Map<P, Integer> decisions() {
    return decisions;
  }

  @Override
  public OptionalInt decided(P p) {
    Integer version = decisions.get(p);
    return version == null ? OptionalInt.empty() : OptionalInt.of(version);
  }

  /** The level at which a package was decided, or -1. */
  int levelOf(P p) {
    for (Assignment<P, R> assignment : about(p)) {
      if (assignment.cause() == null) {
        return assignment.level();
      }
    }
    return -1;
  }

  void backtrack(int toLevel) {
    while (!assignments.isEmpty() && assignments.getLast().level() > toLevel) {
      Assignment<P, R> last = assignments.removeLast();
      List<Assignment<P, R>> about = byPackage.get(last.p());
      if (about == null) {
        throw new IllegalStateException("no assignments for " + last.p());
      }
      about.removeLast();
      if (last.cause() == null) {
        decisions.remove(last.p());
      }
      if (about.isEmpty() || about.getLast().total().allowsAbsence()) {
        present.remove(last.p());
      }
    }
    level = toLevel;
  }
}
