package dev.ferry.python.resolve;

import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.index.PackageIndex;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.resolve.CandidateCheck.Verdict;
import dev.ferry.python.resolve.Unusable.Unfit.UnfitWheel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Looks at the files of a release: the first wheel that is not disproved and whose metadata is
 * usable stands for it, else its source.
 */
final class Look {
  /** Sources of one project that are built in vain before its others are given up. */
  private static final int MOST_FAILED = 3;

  private final Rules rules;
  private final PackageIndex index;
  private final CandidateCheck check;
  private final SourceBuilds builds;
  private final FailedBuilds failedBuilds;
  private final Progress progress;
  private final Map<String, Misfit> exclusions = new HashMap<>();

  Look(
      Rules rules,
      PackageIndex index,
      CandidateCheck check,
      SourceBuilds builds,
      FailedBuilds failedBuilds,
      Progress progress) {
    this.rules = rules;
    this.index = index;
    this.check = check;
    this.builds = builds;
    this.failedBuilds = failedBuilds;
    this.progress = progress;
    for (Exclusion exclusion : rules.request().exclusions()) {
      exclusions.put(exclusion.filename(), exclusion.misfit());
    }
  }

  Candidate at(Project project, Release release) {
    return release.candidate(() -> look(project, release));
  }

  private Candidate look(Project project, Release release) {
    List<UnfitWheel> unfit = new ArrayList<>();
    Unusable last = null;
    for (IndexFile wheel : release.wheels()) {
      FutureTask<Metadata> metadata = start(() -> index.metadata(wheel));
      Verdict verdict = fit(wheel);
      if (verdict instanceof Verdict.Unfit no) {
        unfit.add(new UnfitWheel(wheel.filename(), no.misfit()));
        if (rules.request().fit() == FitMode.STRICT) {
          continue;
        }
        warn(wheel, no.misfit());
      }
      Candidate found = read(project, release, wheel, metadata, status(verdict), unfit);
      if (found instanceof Candidate.Usable) {
        return found;
      }
      last = ((Candidate.Useless) found).why();
    }
    if (last == null && release.source() != null) {
      return readSource(project, release, release.source(), unfit);
    }
    return new Candidate.Useless(last != null ? last : new Unusable.Unfit(unfit));
  }

  private static <T> FutureTask<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.startVirtualThread(task);
    return task;
  }

  private Verdict fit(IndexFile wheel) {
    if (rules.request().fit() == FitMode.OFF) {
      return new Verdict.NotDisproved();
    }
    Misfit known = exclusions.get(wheel.filename());
    if (known != null) {
      return new Verdict.Unfit(known);
    }
    return wheel.filename().endsWith("-none-any.whl")
        ? new Verdict.NotDisproved()
        : check.disprove(rules.request().target(), wheel);
  }

  private FitStatus status(Verdict verdict) {
    if (rules.request().fit() == FitMode.OFF) {
      return FitStatus.OFF;
    }
    return verdict instanceof Verdict.Proven ? FitStatus.PROVEN : FitStatus.NOT_DISPROVED;
  }

  private void warn(IndexFile wheel, Misfit misfit) {
    progress.warn(
        Text.of(
            "`%s` does not fit and is taken all the same: %s",
            "`%s` 不适合，但仍被采用：%s", wheel.filename(), misfit.prose()));
  }

  private Candidate read(
      Project project,
      Release release,
      IndexFile wheel,
      FutureTask<Metadata> metadata,
      FitStatus fit,
      List<UnfitWheel> unfit) {
    try {
      Metadata read = Waiting.on(metadata);
      Unusable wrong = MetadataCheck.findMistake(rules, project, release, read);
      return wrong == null
          ? new Candidate.Usable(wheel, read, fit, false, List.copyOf(unfit))
          : new Candidate.Useless(wrong);
    } catch (FerryException failure) {
      if (failure.failure() != dev.ferry.model.Failure.VERIFICATION) {
        throw failure;
      }
      progress.warn(Text.of("`%s` is skipped: %s", "跳过 `%s`：%s", wheel.filename(), failure.text()));
      return new Candidate.Useless(new Unusable.BadMetadata(failure.text()));
    }
  }

  /**
   * Why building this release is not even tried. Where this machine does not compile for the
   * target: all wheels of the project are compiled, or some are and another of its sources has
   * failed already. Anywhere: several of its sources have failed. Trying all releases of such a
   * project would take hours.
   */
  private Optional<Text> findHopeless(PackageName name, Release release) {
    Target target = rules.request().target();
    boolean foreign = release.needsCompiler() && !builds.compilesFor(target);
    if (foreign && release.sourceIsCompiled()) {
      return Optional.of(
          Text.of(
              "all wheels of the project are compiled, and this machine does not compile for `%s`",
              "该项目的 wheel 都是编译而成的，而本机不能为 `%s` 编译", target.name()));
    }
    List<Text> failed = failedBuilds.of(name, target);
    int most = foreign ? 1 : MOST_FAILED;
    return failed.size() < most ? Optional.empty() : Optional.of(failed.getFirst());
  }

  private Candidate readSource(
      Project project, Release release, IndexFile source, List<UnfitWheel> unfit) {
    Optional<Text> failed =
        findHopeless(project.name(), release)
            .or(() -> failedBuilds.find(source, rules.request().target()));
    if (failed.isPresent()) {
      return needsBuild(failed.get(), unfit);
    }
    try {
      Metadata read = builds.metadata(source, rules.request().target());
      Unusable wrong = MetadataCheck.findMistake(rules, project, release, read);
      FitStatus fit = status(new Verdict.NotDisproved());
      return wrong == null
          ? new Candidate.Usable(source, read, fit, true, List.copyOf(unfit))
          : new Candidate.Useless(wrong);
    } catch (FerryException failure) {
      if (!FailedBuild.isReason(failure)) {
        throw failure;
      }
      failedBuilds.add(new FailedBuild(project.name(), source, failure), rules.request().target());
      return needsBuild(FailedBuild.shortly(failure), unfit);
    }
  }

  private static Candidate needsBuild(Text why, List<UnfitWheel> unfit) {
    return new Candidate.Useless(
        unfit.isEmpty() ? new Unusable.NeedsBuild(why) : new Unusable.Unfit(unfit));
  }
}
