package dev.ferry.cli.command;

import dev.ferry.model.Alternative;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Language;
import dev.ferry.model.Text;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints a failure for people: what was wrong, why, what else could be done, a hint. */
public final class FailurePrinter implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parsed) throws Exception {
    if (exception instanceof FerryException failure) {
      print(failure, commandLine.getErr(), UserLanguage.current());
      return failure.failure().exitCode();
    }
    exception.printStackTrace(commandLine.getErr());
    return Failure.INTERNAL.exitCode();
  }

  private static void print(FerryException failure, PrintWriter out, Language language) {
    out.println("ferry: " + failure.text().in(language));
    for (Text reason : failure.reasons()) {
      out.println("  " + reason.in(language));
    }
    for (Alternative alternative : failure.alternatives()) {
      out.println("  " + alternative.what().in(language) + ": " + alternative.command());
    }
    failure.hint().ifPresent(hint -> out.println("hint: " + hint.in(language)));
    out.flush();
  }
}
