package dev.ferry.bench.delta;

import dev.ferry.delta.apply.ApplyLimits;
import dev.ferry.delta.apply.DeltaApplier;
import dev.ferry.delta.generate.DeltaMaker;
import dev.ferry.delta.generate.DeltaReport;
import dev.ferry.delta.generate.DeltaReport.StreamCost;
import dev.ferry.delta.generate.MakeOptions;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Makes or applies one delta, and prints what that took, one fact a line. */
public final class DeltaBench {
  private DeltaBench() {}

  /**
   * Runs once.
   *
   * @param arguments {@code make} or {@code apply}, old file, new file, delta, scratch folder,
   *     threads
   */
  @SuppressWarnings("SystemOut") // What is measured is this program's output.
  public static void main(String[] arguments) throws IOException {
    Path old = Path.of(arguments[1]);
    Path fresh = Path.of(arguments[2]);
    Path delta = Path.of(arguments[3]);
    Path scratch = Files.createDirectories(Path.of(arguments[4]));
    int threads = Integer.parseInt(arguments[5]);
    long start = System.nanoTime();
    if (arguments[0].equals("make")) {
      MakeOptions options = new MakeOptions(scratch, threads);
      Optional<DeltaReport> report = DeltaMaker.make(old, fresh, delta, options, Progress.NONE);
      report.ifPresent(made -> print(made, System.out));
    } else {
      ApplyLimits limits = new ApplyLimits(scratch, Files.size(fresh), Long.MAX_VALUE, threads);
      DeltaApplier.apply(old, delta, fresh.resolveSibling("made.whl"), limits, Progress.NONE);
    }
    System.out.println("seconds " + (System.nanoTime() - start) / 1e9);
    Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    System.out.println("cpu " + cpu.toMillis() / 1e3);
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM")) {
        System.out.println("resident " + line.replaceAll("[^0-9]", ""));
      }
    }
  }

  private static void print(DeltaReport made, PrintStream out) {
    out.println("size " + made.size());
    out.println("opened " + made.header().openedFresh().size());
    out.println("native " + made.nativeCode());
    out.println("copied " + made.copied());
    for (StreamCost cost : made.streams()) {
      out.println(
          "stream " + cost.name() + " " + cost.method() + " " + cost.raw() + " " + cost.packed());
    }
  }
}
