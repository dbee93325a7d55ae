package dev.ferry.cli.command;

import dev.ferry.image.parity.Onednn;
import dev.ferry.image.parity.Parity;
import dev.ferry.image.parity.ParityRequest;
import dev.ferry.image.parity.RunReport;
import dev.ferry.image.parity.Side;
import dev.ferry.image.tensor.Limits;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry parity PYTHON CPP}: whether both answer the same. */
@Command(name = "parity")
final class ParityCommand implements Callable<Integer> {
  private static final int MOST_THREADS = 1024;

  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "PYTHON", descriptionKey = "parity.python")
  private String python = "";

  @Parameters(index = "1", paramLabel = "CPP", descriptionKey = "parity.cpp")
  private String program = "";

  @Option(
      names = "--model",
      paramLabel = "PREFIX",
      required = true,
      descriptionKey = "parity.model")
  private String model = "";

  @Option(
      names = "--inputs",
      paramLabel = "INPUTS",
      required = true,
      descriptionKey = "parity.inputs")
  private String inputs = "";

  @Option(names = "--onednn", paramLabel = "off|on|both", descriptionKey = "parity.onednn")
  private SwitchChoice onednn = SwitchChoice.off;

  @Option(names = "--threads", paramLabel = "N", descriptionKey = "parity.threads")
  private int threads = 1;

  @Option(names = "--max-ulp", paramLabel = "N", descriptionKey = "parity.max-ulp")
  private long ulp;

  @Option(names = "--rtol", paramLabel = "X", descriptionKey = "parity.rtol")
  private double relative;

  @Option(names = "--atol", paramLabel = "X", descriptionKey = "parity.atol")
  private double absolute;

  @Option(names = "--timeout", paramLabel = "SECONDS", descriptionKey = "parity.timeout")
  private int seconds = 600;

  /** The words of {@code --onednn}. */
  enum SwitchChoice {
    off,
    on,
    both;

    List<Onednn> positions() {
      return switch (this) {
        case off -> List.of(Onednn.OFF);
        case on -> List.of(Onednn.ON);
        case both -> List.of(Onednn.OFF, Onednn.ON);
      };
    }
  }

  ParityCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    requireInRange("--max-ulp", ulp >= 0);
    requireInRange("--rtol", relative >= 0 && Double.isFinite(relative));
    requireInRange("--atol", absolute >= 0 && Double.isFinite(absolute));
    requireInRange("--threads", threads > 0 && threads <= MOST_THREADS);
    requireInRange("--timeout", seconds > 0);
    ParityRequest request =
        new ParityRequest(
            Side.Python.of(invocation.path(python)),
            Side.Program.of(invocation.path(program)),
            invocation.path(model),
            invocation.path(inputs),
            onednn.positions(),
            threads,
            new Limits(ulp, relative, absolute),
            Duration.ofSeconds(seconds));
    List<RunReport> runs = Parity.of(request, invocation.console().progress());
    new ParityPrinter(invocation.console(), threads).print(runs);
    return runs.stream().allMatch(RunReport::passed) ? 0 : 1;
  }

  private static void requireInRange(String option, boolean inRange) {
    if (!inRange) {
      throw new FerryException(Failure.USAGE, Text.of("Bad value for `%s`", "`%s` 的值有误", option));
    }
  }

  @Override
  public String toString() {
    return "parity " + global;
  }
}
