package dev.ferry.cli;

import dev.ferry.cli.command.FailurePrinter;
import dev.ferry.cli.command.FerryCommand;
import picocli.CommandLine;

/** The entry point; the only place that ends the JVM. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command line and returns its exit code. */
  static int run(String... arguments) {
    return new CommandLine(new FerryCommand())
        .setExecutionExceptionHandler(new FailurePrinter())
        .execute(arguments);
  }
}
