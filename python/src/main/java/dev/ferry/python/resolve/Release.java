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
  private final boolean compiled;
  private final boolean compiledOnly;
  private final @Nullable Unusable unusable;
  private final AtomicReference<FutureTask<Candidate>> candidate = new AtomicReference<>();

  /**
   * @param wheels that the target's tags accept
   * @param source that may be built, if there are no wheels
   * @param yanked whether all of these were withdrawn
   * @param compiled whether the project publishes wheels with compiled code, so that the source
   *     needs a compiler
   * @param compiledOnly whether the project never published a wheel without compiled code
   * @param unusable why there is no file at all
   */
  Release(
      Version version,
      List<IndexFile> wheels,
      @Nullable IndexFile source,
      boolean yanked,
      boolean compiled,
      boolean compiledOnly,
      @Nullable Unusable unusable) {
    this.version = version;
    this.wheels = List.copyOf(wheels);
    this.source = source;
    this.yanked = yanked;
    this.compiled = compiled;
    this.compiledOnly = compiledOnly;
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

  /** Whether it would have to be compiled. */
  boolean needsCompiler() {
    return compiled && wheels.isEmpty() && source != null;
  }

  /** Whether its source is all but certain to give compiled code. */
  boolean sourceIsCompiled() {
    return needsCompiler() && compiledOnly;
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
