package dev.ferry.cli.output;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Language;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.io.PrintWriter;
import java.util.Map;

/** Where one run of Ferry prints, in which language and shape. */
public final class Console {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Language language;
  private final boolean json;
  private final ProgressReporter progress;

  /**
   * @param json whether standard output holds one JSON document and standard error JSON lines
   * @param terminalColumns width of the terminal that shows standard error, 0 where none does
   */
  public Console(
      PrintWriter out, PrintWriter err, Language language, boolean json, int terminalColumns) {
    this.out = out;
    this.err = err;
    this.language = language;
    this.json = json;
    ProgressView view =
        json
            ? new EventView(err, language)
            : terminalColumns > 0
                ? new BarView(err, language, terminalColumns)
                : new LineView(err, language);
    this.progress = new ProgressReporter(view);
  }

  public Language language() {
    return language;
  }

  public boolean isJson() {
    return json;
  }

  /** The raw stream of data, for what another library prints. */
  public PrintWriter out() {
    return out;
  }

  /** The raw stream of messages, for what another library prints. */
  public PrintWriter err() {
    return err;
  }

  /** Where long work reports. */
  public Progress progress() {
    return progress;
  }

  /** One line of data. */
  public void print(String line) {
    progress.clear();
    out.println(line);
    out.flush();
  }

  public void print(Text line) {
    print(line.in(language));
  }

  /** The one JSON document of this run. */
  public void document(Object value) {
    print(Json.document(value));
  }

  /** One line for people on standard error; with JSON it is a note. */
  public void say(Text line) {
    if (json) {
      progress.note(line);
    } else {
      progress.clear();
      err.println(line.in(language));
      err.flush();
    }
  }

  /** Says why the program ends early; on standard error, whatever the shape of output. */
  public void interrupted(Text line) {
    progress.clear();
    err.println(
        json
            ? Json.line(Map.of("event", "interrupted", "message", line.in(language)))
            : line.in(language));
    err.flush();
  }

  /** Reports a failure and returns the exit code. */
  public int fail(FerryException failure) {
    progress.clear();
    FailureReport report = new FailureReport(failure, language);
    if (json) {
      document(report.document());
    } else {
      report.print(err);
    }
    return failure.failure().exitCode();
  }

  /** Reports a mistake of Ferry itself; the trace is for {@code --debug} only. */
  public int crash(Throwable mistake, boolean debug) {
    if (debug) {
      mistake.printStackTrace(err);
    }
    String what = mistake.getClass().getSimpleName() + ": " + mistake.getMessage();
    return fail(
        new FerryException(
                Failure.INTERNAL,
                Text.of("Ferry made a mistake: %s", "Ferry 内部错误：%s", what),
                mistake)
            .hint(
                Text.of(
                    "The same command with `--debug` shows where; please report it",
                    "加上 `--debug` 可显示出错位置，请反馈")));
  }
}
