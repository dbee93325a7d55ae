package dev.ferry.cli.command;

import dev.ferry.bundle.read.Bundle;
import dev.ferry.carry.compare.Comparer;
import dev.ferry.carry.compare.Comparison;
import dev.ferry.cli.output.Console;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ferry diff OLD NEW}: what changed between two bundles. */
@Command(name = "diff")
final class DiffCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private GlobalOptions global = new GlobalOptions();

  @Parameters(index = "0", paramLabel = "OLD", descriptionKey = "diff.old")
  private String before = "";

  @Parameters(index = "1", paramLabel = "NEW", descriptionKey = "diff.new")
  private String after = "";

  @Option(names = "--details", descriptionKey = "diff.details")
  private boolean details;

  @Option(names = "--exit-code", descriptionKey = "diff.exit-code")
  private boolean exitCode;

  DiffCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Console console = invocation.console();
    Comparison comparison =
        Comparer.compare(
            Bundle.open(invocation.path(before)),
            Bundle.open(invocation.path(after)),
            Path.of(System.getProperty("java.io.tmpdir")),
            console.progress());
    if (console.isJson()) {
      console.document(DiffDocument.of(comparison));
    } else {
      new DiffPrinter(console, details).print(comparison);
    }
    return exitCode && !comparison.same() ? 1 : 0;
  }

  @Override
  public String toString() {
    return "diff " + before + " " + after + " " + global;
  }
}
