package dev.ferry.image.trace;

import dev.ferry.image.proof.CaseRun;
import dev.ferry.image.proof.Golden;
import dev.ferry.image.proof.GoldenCase;
import dev.ferry.image.proof.GoldenRecorder;
import dev.ferry.image.proof.Pinned;
import dev.ferry.image.run.LoadedImage;
import dev.ferry.image.run.OwnRunner;
import dev.ferry.image.run.RunRequest;
import dev.ferry.image.run.Scratch;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
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
    try (Scratch made = Scratch.in(scratch, "trace-");
        LoadedImage image = runner.load(archive, made.path())) {
      Path work = made.path();
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
}
