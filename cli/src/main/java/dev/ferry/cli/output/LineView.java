package dev.ferry.cli.output;

import dev.ferry.model.Language;
import dev.ferry.model.Text;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plain lines, for logs: none for work of less than two seconds, then one after two seconds, four,
 * eight and so on, at most two in a minute. One per note. A line that would say what the last one
 * of the same work said is left out.
 */
final class LineView implements ProgressView {
  private static final double FIRST = 2;
  private static final double LONGEST = 30;

  private final PrintWriter err;
  private final Language language;
  private final Map<RunningTask, Told> told = new HashMap<>();

  /**
   * The last line of a piece of work.
   *
   * @param at seconds after it began
   * @param gap seconds until the next line
   */
  private record Told(String line, double at, double gap) {}

  LineView(PrintWriter err, Language language) {
    this.err = err;
    this.language = language;
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(1);
  }

  @Override
  public void began(RunningTask task) {
    // Work that takes less than two seconds needs no line.
  }

  @Override
  public void show(List<RunningTask> running) {
    running.reversed().stream()
        .filter(task -> task.seconds() >= FIRST)
        .findFirst()
        .ifPresent(this::show);
  }

  private void show(RunningTask task) {
    String amount = Amounts.of(task).in(language);
    String line = task.what().in(language) + (amount.isEmpty() ? "" : ": " + amount);
    Told last = told.getOrDefault(task, new Told("", 0, 0));
    if (task.seconds() - last.at() >= last.gap() && !line.equals(last.line())) {
      double gap = Math.clamp(2 * last.gap(), FIRST, LONGEST);
      told.put(task, new Told(line, task.seconds(), gap));
      print(line);
    }
  }

  @Override
  public void ended(RunningTask task) {
    // The next piece of work or the result says it.
    told.remove(task);
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
    err.println(line);
    err.flush();
  }
}
