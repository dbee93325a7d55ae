package dev.ferry.python.resolve;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.python.index.PackageIndex;
import dev.ferry.python.solve.Outcome;
import dev.ferry.python.solve.Solver;

/** Resolves requirements for a target over an index. Safe for use by many threads. */
public final class Resolver {
  private final PackageIndex index;
  private final CandidateCheck check;
  private final SourceBuilds builds;
  private final Progress progress;

  public Resolver(
      PackageIndex index, CandidateCheck check, SourceBuilds builds, Progress progress) {
    this.index = index;
    this.check = check;
    this.builds = builds;
    this.progress = progress;
  }

  /**
   * Finds a complete set.
   *
   * @throws FerryException of kind {@code infeasible}, with the chain of reasons, if there is none
   */
  public Resolution resolve(ResolveRequest request) {
    Rules rules = new Rules(request);
    Projects projects = new Projects(rules, index);
    Look look = new Look(rules, index, check, builds, progress);
    Ahead ahead = new Ahead(rules, projects, look);
    try {
      PythonUniverse universe = new PythonUniverse(rules, projects, look, ahead);
      Outcome<Node, Reason> outcome = Solver.solve(universe, Node.ROOT);
      if (outcome instanceof Outcome.Unsolvable<Node, Reason>) {
        universe = universe.relaxed();
        outcome = Solver.solve(universe, Node.ROOT);
      }
      return switch (outcome) {
        case Outcome.Solved<Node, Reason> solved ->
            new Harvest(rules, projects, look, builds).gather(solved.versions(), universe);
        case Outcome.Unsolvable<Node, Reason> unsolvable ->
            throw infeasible(request).reasons(Explanation.of(projects, unsolvable.proof()));
      };
    } finally {
      ahead.stop();
    }
  }

  private static FerryException infeasible(ResolveRequest request) {
    return new FerryException(
        Failure.INFEASIBLE,
        Text.of(
            "No set of packages satisfies the request for `%s`",
            "没有满足 `%s` 上该请求的软件包集合", request.target().name()));
  }
}
