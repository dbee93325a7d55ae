package dev.ferry.python.resolve;

import dev.ferry.python.index.IndexFile;
import dev.ferry.python.version.Version;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One version of a project with the files that the target could use, best first. */
final class Release {
  private final Version version;
  private final List<IndexFile> wheels;
  private final @Nullable IndexFile source;
  private final boolean yanked;
  private final boolean last;
  private final Compiled compiled;
  private final @Nullable Unusable unusable;
  private final AtomicReference<FutureTask<Candidate>> candidate = new AtomicReference<>();

  /** Which wheels of a project have compiled code. */
  enum Compiled {
    NONE,
    SOME,
    ALL
  }

  /**
   * @param wheels that the target's tags accept
   * @param source that may be built, if there are no wheels
   * @param yanked whether all of these were withdrawn
   * @param last whether other releases are taken before it where there is only its source: it needs
   *     a compiler, or wheels are preferred
   * @param compiled how much of what the project publishes as wheels has compiled code
   * @param unusable why there is no file at all
   */
  Release(
      Version version,
      List<IndexFile> wheels,
      @Nullable IndexFile source,
      boolean yanked,
      boolean last,
      Compiled compiled,
      @Nullable Unusable unusable) {
    this.version = version;
    this.wheels = List.copyOf(wheels);
    this.source = source;
    this.yanked = yanked;
    this.last = last;
    this.compiled = compiled;
    this.unusable = unusable;
  }

  Version version() {
    return version;
  }

  List<IndexFile> wheels() {
    return wheels;
  }

  @Nullable IndexFile source() {
    return source;
  }

  boolean isYanked() {
    return yanked;
  }

  /** Whether other releases are taken before it. */
  boolean isLastResort() {
    return last && isSource();
  }

  /** Whether it would have to be compiled. */
  boolean needsCompiler() {
    return compiled != Compiled.NONE && isSource();
  }

  /** Whether its source is all but certain to give compiled code. */
  boolean sourceIsCompiled() {
    return compiled == Compiled.ALL && isSource();
  }

  private boolean isSource() {
    return wheels.isEmpty() && source != null;
  }

  @Nullable Unusable unusable() {
    return unusable;
  }

  /** The result of looking at the files, which happens once, in the first thread that asks. */
  Candidate candidate(Callable<Candidate> look) {
    FutureTask<Candidate> fresh = new FutureTask<>(look);
    FutureTask<Candidate> earlier = candidate.compareAndExchange(null, fresh);
    if (earlier != null) {
      return Waiting.on(earlier);
    }
    fresh.run();
    return Waiting.on(fresh);
  }

  /** What was found, if somebody has looked already. */
  @Nullable Candidate findCandidate() {
    FutureTask<Candidate> task = candidate.get();
    return task == null || task.state() != java.util.concurrent.Future.State.SUCCESS
        ? null
        : task.resultNow();
  }

  boolean isLookedAt() {
    return candidate.get() != null;
  }
}
