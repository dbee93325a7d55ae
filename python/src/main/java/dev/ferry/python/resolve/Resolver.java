package dev.ferry.python.resolve;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.index.PackageIndex;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.solve.Incompatibility;
import dev.ferry.python.solve.Outcome;
import dev.ferry.python.solve.Solver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves requirements for a target over an index. Safe for use by many threads. */
public final class Resolver {
  private final PackageIndex index;
  private final CandidateCheck check;
  private final SourceBuilds builds;
  private final Progress progress;
  private final FailedBuilds failedBuilds = new FailedBuilds();

  public Resolver(
      PackageIndex index, CandidateCheck check, SourceBuilds builds, Progress progress) {
    this.index = index;
    this.check = check;
    this.builds = builds;
    this.progress = progress;
  }

  /**
   * Finds a complete set. A chosen source that cannot be built is a reason against its release, and
   * the next older one is tried.
   *
   * @throws FerryException of kind {@code infeasible}, with the chain of reasons, if there is none
   */
  public Resolution resolve(ResolveRequest request) {
    return built(
        request,
        progress,
        (projects, proof) -> {
          FerryException failure = infeasible(request).reasons(Explanation.of(projects, proof));
          throw failedBuilds
              .findHint(request.target())
              .or(() -> Unheard.findHint(projects, proof))
              .map(failure::hint)
              .orElse(failure);
        });
  }

  /** Resolves until everything that was chosen could be built. */
  private Resolution built(ResolveRequest request, Progress heard, NoSolution noSolution) {
    while (true) {
      try {
        return attempt(request, builds, heard, noSolution);
      } catch (FailedBuild failed) {
        failedBuilds.add(failed, request.target());
        heard.warn(failed.text());
      }
    }
  }

  /** Whether and how a request can be satisfied, without a word about it. */
  Resolution quietly(ResolveRequest request) {
    return built(
        request,
        Progress.NONE,
        (projects, proof) -> {
          throw infeasible(request);
        });
  }

  /** What the proof rests on; nothing if there is a solution after all. */
  Blame blame(ResolveRequest request) {
    List<Blame> found = new ArrayList<>(1);
    attempt(
        request,
        new NothingBuilt(builds),
        Progress.NONE,
        (projects, proof) -> {
          found.add(Culprits.blame(proof, request.target().machine()));
          return new Resolution(request.target(), List.of(), List.of(), List.of());
        });
    return found.isEmpty() ? Blame.NOTHING : found.getFirst();
  }

  /** What to do where there is no solution. */
  private interface NoSolution {
    Resolution answer(Projects projects, Incompatibility<Node, Reason> proof);
  }

  private Resolution attempt(
      ResolveRequest request, SourceBuilds building, Progress heard, NoSolution noSolution) {
    Rules rules = new Rules(request);
    Projects projects = new Projects(rules, index);
    Look look = new Look(rules, index, check, building, failedBuilds, heard);
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
            new Harvest(rules, projects, look, building).gather(solved.versions(), universe);
        case Outcome.Unsolvable<Node, Reason> unsolvable ->
            noSolution.answer(projects, unsolvable.proof());
      };
    } finally {
      ahead.stop();
    }
  }

  /** Tells metadata as the real builds do and makes no wheel, for resolutions that only ask. */
  private record NothingBuilt(SourceBuilds real) implements SourceBuilds {
    private static final Digest NOTHING = Digest.of(new byte[0]);

    @Override
    public Metadata metadata(IndexFile sdist, Target target) {
      return real.metadata(sdist, target);
    }

    @Override
    public boolean compilesFor(Target target) {
      return real.compilesFor(target);
    }

    @Override
    public BuiltWheel build(IndexFile sdist, Target target) {
      BuildRecord record =
          new BuildRecord(
              sdist.filename(),
              Optional.of(sdist.location()),
              NOTHING,
              sdist.size(),
              List.of(),
              "",
              Optional.empty());
      return new BuiltWheel(sdist.filename(), NOTHING, 0, record);
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
