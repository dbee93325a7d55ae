package dev.ferry.image.trace;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.image.proof.CaseRun;
import dev.ferry.image.proof.Golden;
import dev.ferry.image.proof.GoldenCase;
import dev.ferry.image.proof.GoldenRecorder;
import dev.ferry.image.proof.Pinned;
import dev.ferry.image.proof.SmokeTest;
import dev.ferry.image.run.LoadedImage;
import dev.ferry.image.run.OwnRunner;
import dev.ferry.image.run.RunRequest;
import dev.ferry.image.run.RunResult;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs golden cases in an image and notes which files they open. */
public final class Tracer {
  private final OwnRunner runner;
  private final Path scratch;
  private final Progress progress;

  /**
   * @param scratch a folder to work in; what is made there is removed again
   */
  public Tracer(OwnRunner runner, Path scratch, Progress progress) {
    this.runner = runner;
    this.scratch = scratch;
    this.progress = progress;
  }

  /**
   * What a trace gave.
   *
   * @param paths that were opened
   * @param recorded names of the cases whose expected outputs were recorded now
   */
  public record Traced(TracedPaths paths, List<String> recorded) {
    public Traced {
      recorded = List.copyOf(recorded);
    }
  }

  /**
   * Traces the full image.
   *
   * @param archive of the variant {@code train}
   * @param golden its cases; expected outputs that are absent are recorded
   * @throws FerryException of kind REHEARSAL where a case fails
   */
  public Traced trace(Path archive, Golden golden) {
    Path work = folder();
    try (LoadedImage image = runner.load(archive, work)) {
      List<String> recorded = GoldenRecorder.record(image, golden, work, progress);
      SortedSet<String> paths = new TreeSet<>();
      for (GoldenCase each : golden.cases()) {
        Text what = Text.of("Tracing the case %s", "正在跟踪用例 %s", each.name());
        Progress.Task task = progress.start(what, 0);
        try {
          trace(image, each, work, paths);
        } finally {
          task.close();
        }
      }
      return new Traced(TracedPaths.of(paths), recorded);
    } finally {
      delete(work);
    }
  }

  /**
   * Traces the smoke test of an environment, for people who look at an image.
   *
   * @throws FerryException of kind REHEARSAL where it fails
   */
  public TracedPaths traceSmoke(Path archive, EnvironmentDocument environment) {
    Path work = folder();
    try (LoadedImage image = runner.load(archive, work)) {
      Path trace = work.resolve("trace");
      RunRequest request = SmokeTest.request(environment, work.resolve("smoke")).tracedTo(trace);
      RunResult result = image.run(request);
      if (!result.passed()) {
        throw new FerryException(
                Failure.REHEARSAL, Text.of("The smoke test failed in the image", "冒烟测试在镜像中失败"))
            .reasons(result.stderrEnd().stream().map(Text::same).toList());
      }
      SortedSet<String> paths = new TreeSet<>();
      TracedPaths.read(trace, paths);
      return TracedPaths.of(paths);
    } finally {
      delete(work);
    }
  }

  private static void trace(
      LoadedImage image, GoldenCase golden, Path work, SortedSet<String> paths) {
    SortedMap<String, String> pinned = new TreeMap<>((Map<String, String>) Pinned.variables());
    pinned.putAll(golden.env());
    Path trace = work.resolve("trace");
    for (Map<String, String> env : List.of(pinned, new LinkedHashMap<>(golden.env()))) {
      RunRequest request =
          RunRequest.of(golden.command(), golden.limit()).with(env).tracedTo(trace);
      new CaseRun(image, work).run(golden, request);
      TracedPaths.read(trace, paths);
    }
  }

  private Path folder() {
    try {
      Files.createDirectories(scratch);
      return Files.createTempDirectory(scratch.toRealPath(), "trace-");
    } catch (IOException e) {
      throw DiskFailure.of(e, scratch);
    }
  }

  private static void delete(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw DiskFailure.of(e, folder);
    }
  }
}
