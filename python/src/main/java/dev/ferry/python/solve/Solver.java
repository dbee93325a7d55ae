package dev.ferry.python.solve;

import dev.ferry.python.solve.PartialSolution.Assignment;
import dev.ferry.python.solve.Universe.Answer;
import dev.ferry.python.solve.Universe.Need;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The PubGrub loop; see the package's description.
 *
 * @param <P> a package
 * @param <R> a reason of the {@link Universe}
 */
public final class Solver<P, R> {
  private final Universe<P, R> universe;
  private final P root;
  private final Incompatibilities<P, R> known;
  private final PartialSolution<P, R> solution = new PartialSolution<>();
  private final Set<Long> dependenciesAdded = new HashSet<>();
  private final Map<P, Integer> numbers = new java.util.HashMap<>();
  private @Nullable Incompatibility<P, R> proof;

  private Solver(Universe<P, R> universe, P root) {
    this.universe = universe;
    this.root = root;
    this.known = new Incompatibilities<>(universe);
  }

  /**
   * Chooses one version for the root and for everything that follows from it.
   *
   * @param root a package with exactly one version
   */
  public static <P, R> Outcome<P, R> solve(Universe<P, R> universe, P root) {
    return new Solver<>(universe, root).run();
  }

  private Outcome<P, R> run() {
    int count = known.count(root);
    known.add(
        Incompatibility.of(
            root, VersionSet.anything(count).and(absent(count)), new Cause.Root<>()));
    P changed = root;
    while (true) {
      propagate(changed);
      if (proof != null) {
        return new Outcome.Unsolvable<>(proof);
      }
      Collection<P> undecided = solution.undecided();
      if (undecided.isEmpty()) {
        return new Outcome.Solved<>(new LinkedHashMap<>(solution.decisions()));
      }
      changed = universe.next(undecided, solution);
      decide(changed);
    }
  }

  private static VersionSet absent(int count) {
    BitSet all = new BitSet(count);
    all.set(0, count);
    return VersionSet.of(all, count).not();
  }

  /** Tries a version, or learns at once why it is impossible. */
  private void decide(P p) {
    int count = known.count(p);
    VersionSet allowed = solution.find(p);
    int version =
        universe.choose(
            p, (allowed == null ? VersionSet.anything(count) : allowed).versions(), solution);
    if (addDependencies(p, version)) {
      solution.decide(p, version, count);
    }
  }

  /** Whether nothing speaks against the version yet. */
  private boolean addDependencies(P p, int version) {
    if (!dependenciesAdded.add(((long) number(p) << 32) | version)) {
      return true;
    }
    switch (universe.dependencies(p, version)) {
      case Answer.Rejected<P, R> rejected -> {
        exclude(p, version, rejected.reason());
        return false;
      }
      case Answer.Needs<P, R> needs -> {
        List<P> against = new ArrayList<>();
        for (Need<P, R> need : needs.needs()) {
          if (!add(p, version, need)) {
            against.add(need.on());
          }
        }
        if (!against.isEmpty()) {
          universe.conflict(p, against).ifPresent(this::goBackBefore);
        }
        return against.isEmpty();
      }
    }
  }

  private int number(P p) {
    return numbers.computeIfAbsent(p, key -> numbers.size());
  }

  private void exclude(P p, int version, R reason) {
    VersionSet only = VersionSet.only(version, known.count(p));
    known.add(Incompatibility.of(p, only, new Cause.Exclusion<>(p, reason)));
  }

  private boolean add(P p, int version, Need<P, R> need) {
    if (need.on().equals(p)) {
      if (need.allowed().get(version)) {
        return true;
      }
      exclude(p, version, need.reason());
      return false;
    }
    known.addDependency(p, version, need);
    VersionSet now = solution.find(need.on());
    if (now == null) {
      return !need.allowed().isEmpty();
    }
    return !now.isDisjoint(VersionSet.of(need.allowed(), known.count(need.on())));
  }

  /** Draws all conclusions, beginning with those about one package. */
  private void propagate(P start) {
    Deque<P> changed = new ArrayDeque<>();
    changed.add(start);
    while (!changed.isEmpty()) {
      P p = changed.removeFirst();
      List<Incompatibility<P, R>> about = known.about(p);
      for (int i = about.size() - 1; i >= 0; i--) {
        Incompatibility<P, R> incompatibility = about.get(i);
        Conclusion<P> conclusion = conclude(incompatibility);
        if (conclusion.conflict()) {
          Incompatibility<P, R> learned = resolve(incompatibility);
          if (learned == null) {
            return;
          }
          changed.clear();
          P forced = conclude(learned).about();
          if (forced != null) {
            changed.add(forced);
          }
          break;
        }
        P forced = conclusion.about();
        if (forced != null && !changed.contains(forced)) {
          changed.add(forced);
        }
      }
    }
  }

  /**
   * @param conflict whether all statements hold
   * @param about the package about which something new was concluded
   */
  private record Conclusion<P>(boolean conflict, @Nullable P about) {}

  /** If all statements but one hold, that one must not. */
  private Conclusion<P> conclude(Incompatibility<P, R> incompatibility) {
    P open = null;
    VersionSet openSet = null;
    for (Map.Entry<P, VersionSet> term : incompatibility.terms().entrySet()) {
      VersionSet now = solution.find(term.getKey());
      if (now != null && now.isDisjoint(term.getValue())) {
        return new Conclusion<>(false, null);
      }
      if (now == null || !now.isSubsetOf(term.getValue())) {
        if (open != null) {
          return new Conclusion<>(false, null);
        }
        open = term.getKey();
        openSet = term.getValue();
      }
    }
    if (open == null || openSet == null) {
      return new Conclusion<>(true, null);
    }
    solution.conclude(open, openSet.not(), incompatibility);
    return new Conclusion<>(false, open);
  }

  /** Finds what is behind a conflict, goes back, and keeps what was learned; null at the end. */
  private @Nullable Incompatibility<P, R> resolve(Incompatibility<P, R> conflict) {
    Incompatibility<P, R> current = conflict;
    boolean learned = false;
    while (true) {
      Satisfier<P, R> satisfier = satisfier(current);
      Incompatibility<P, R> cause = satisfier == null ? null : satisfier.assignment().cause();
      if (satisfier == null || (cause == null && satisfier.assignment().level() <= 0)) {
        proof = current;
        return null;
      }
      int level = satisfier.assignment().level();
      if (cause == null || (level > 0 && satisfier.previousLevel() < level)) {
        giveWay(satisfier, current);
        if (learned) {
          known.add(current);
        }
        return current;
      }
      current = current.resolve(cause, satisfier.assignment().p());
      learned = true;
    }
  }

  private void giveWay(Satisfier<P, R> satisfier, Incompatibility<P, R> current) {
    List<P> culprits = new ArrayList<>(current.terms().keySet());
    culprits.remove(satisfier.assignment().p());
    Optional<P> before = universe.conflict(satisfier.assignment().p(), culprits);
    solution.backtrack(Math.max(0, satisfier.previousLevel()));
    before.ifPresent(this::goBackBefore);
  }

  private void goBackBefore(P p) {
    int level = solution.levelOf(p);
    if (level > 0) {
      solution.backtrack(level - 1);
    }
  }

  /**
   * The assumption that completed a conflict.
   *
   * @param previousLevel the level at which it would have completed it, had it come earlier
   */
  private record Satisfier<P, R>(Assignment<P, R> assignment, int previousLevel) {}

  private @Nullable Satisfier<P, R> satisfier(Incompatibility<P, R> conflict) {
    Assignment<P, R> latest = null;
    VersionSet latestSet = null;
    int previousLevel = 0;
    for (Map.Entry<P, VersionSet> term : conflict.terms().entrySet()) {
      Assignment<P, R> first = firstWithin(term.getKey(), term.getValue());
      if (latest == null || first.index() > latest.index()) {
        previousLevel = latest == null ? previousLevel : Math.max(previousLevel, latest.level());
        latest = first;
        latestSet = term.getValue();
      } else {
        previousLevel = Math.max(previousLevel, first.level());
      }
    }
    if (latest == null || latestSet == null) {
      return null;
    }
    if (!latest.own().isSubsetOf(latestSet)) {
      VersionSet needed = latestSet.or(latest.own().not());
      previousLevel = Math.max(previousLevel, firstWithin(latest.p(), needed).level());
    }
    return new Satisfier<>(latest, previousLevel);
  }

  private Assignment<P, R> firstWithin(P p, VersionSet set) {
    for (Assignment<P, R> assignment : solution.about(p)) {
      if (assignment.total().isSubsetOf(set)) {
        return assignment;
      }
    }
    throw new IllegalStateException("nothing says that " + p + " is in " + set);
  }
}
