package dev.ferry.cli.output;

import dev.ferry.model.Language;
import dev.ferry.model.Text;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * Plain lines, for logs: one now and then while work goes on, one per note. A line that would say
 * what the last one said is left out.
 */
final class LineView implements ProgressView {
  private final PrintWriter err;
  private final Language language;
  private String last = "";

  LineView(PrintWriter err, Language language) {
    this.err = err;
    this.language = language;
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(2);
  }

  @Override
  public void began(RunningTask task) {
    // Work that takes less than two seconds needs no line.
  }

  @Override
  public void show(List<RunningTask> running) {
    RunningTask task = running.get(running.size() - 1);
    String amount = Amounts.of(task).in(language);
    String line = task.what().in(language) + (amount.isEmpty() ? "" : ": " + amount);
    if (!line.equals(last)) {
      print(line);
    }
  }

  @Override
  public void ended(RunningTask task) {
    // The next piece of work or the result says it.
  }

  @Override
  public void note(Text message) {
    print(Labels.note(message).in(language));
  }

  @Override
  public void warn(Text message) {
    print(Labels.warning(message).in(language));
  }

  @Override
  public void clear() {
    // Every line is whole.
  }

  private void print(String line) {
    last = line;
    err.println(line);
    err.flush();
  }
}
