package dev.ferry.python.resolve;

import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.python.index.PackageIndex;

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
    return notYet(request);
  }

  private Resolution notYet(ResolveRequest request) {
    throw new UnsupportedOperationException(
        "not yet: " + index + check + builds + progress + request);
  }
}
