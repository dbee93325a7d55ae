package dev.ferry.cli;

import dev.ferry.cli.command.CommandTable;
import dev.ferry.cli.command.Invocation;
import dev.ferry.cli.command.Settings;
import dev.ferry.cli.command.UsageMistake;
import dev.ferry.cli.output.Console;
import dev.ferry.cli.output.Streams;
import dev.ferry.model.FerryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The entry point; the only place that ends the JVM. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    Settings settings = Settings.of(List.of(arguments), environment);
    Streams streams = Streams.ofProcess();
    Console console = streams.console(settings.language(), settings.json(), environment);
    Interruption interruption = Interruption.watch(console);
    int code =
        run(
            new Invocation(console, environment, Path.of("").toAbsolutePath(), settings),
            List.of(arguments));
    interruption.done();
    System.exit(streams.exitCode(code, console));
  }

  /** Runs one command line and returns its exit code. */
  static int run(Invocation invocation, List<String> arguments) {
    Console console = invocation.console();
    CommandLine commandLine = CommandTable.commandLine(invocation, arguments);
    commandLine.setOut(console.out()).setErr(console.err());
    commandLine.setParameterExceptionHandler(
        (mistake, words) -> console.fail(UsageMistake.of(mistake)));
    commandLine.setExecutionExceptionHandler(
        (exception, command, parsed) -> fail(invocation, exception));
    if (console.isJson() && CommandTable.asksForVersion(commandLine, arguments)) {
      console.document(Map.of("version", CommandTable.version()));
      return 0;
    }
    return commandLine.execute(arguments.toArray(String[]::new));
  }

  private static int fail(Invocation invocation, Exception exception) {
    Console console = invocation.console();
    boolean debug = invocation.settings().debug();
    return switch (exception) {
      case FerryException failure -> {
        if (debug) {
          failure.printStackTrace(console.err());
        }
        yield console.fail(failure);
      }
      case CommandLine.ParameterException mistake -> console.fail(UsageMistake.of(mistake));
      default -> console.crash(exception, debug);
    };
  }
}
