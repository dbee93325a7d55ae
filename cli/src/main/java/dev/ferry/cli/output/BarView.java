package dev.ferry.cli.output;

import dev.ferry.model.Language;
import dev.ferry.model.Text;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** One line of a terminal, redrawn. */
final class BarView implements ProgressView {
  private static final int CELLS = 24;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final Language language;
  private final int columns;
  private boolean drawn;

  /**
   * @param columns width of the terminal
   */
  BarView(PrintWriter err, Language language, int columns) {
    this.err = err;
    this.language = language;
    this.columns = columns;
  }

  @Override
  public Duration interval() {
    return Duration.ofMillis(100);
  }

  @Override
  public void began(RunningTask task) {
    // The next tick shows it, if it runs that long.
  }

  @Override
  public void show(List<RunningTask> running) {
    RunningTask task = running.get(running.size() - 1);
    StringBuilder line = new StringBuilder(task.what().in(language));
    if (task.total() > 0) {
      int full = (int) Math.min(CELLS, task.done() * CELLS / task.total());
      line.append(" [").append("#".repeat(full)).append(".".repeat(CELLS - full)).append(']');
    }
    line.append(' ').append(Amounts.of(task).in(language));
    err.print(ERASE + fitted(line));
    err.flush();
    drawn = true;
  }

  /** The start of a line that fills at most the terminal's width; CJK letters count as two. */
  private String fitted(CharSequence line) {
    int width = 0;
    for (int i = 0; i < line.length(); i++) {
      width += line.charAt(i) >= 0x2e80 ? 2 : 1;
      if (width >= columns) {
        return line.subSequence(0, i).toString();
      }
    }
    return line.toString();
  }

  @Override
  public void ended(RunningTask task) {
    clear();
  }

  @Override
  public void note(Text message) {
    print(Labels.note(message));
  }

  @Override
  public void warn(Text message) {
    print(Labels.warning(message));
  }

  @Override
  public void clear() {
    if (drawn) {
      err.print(ERASE);
      err.flush();
      drawn = false;
    }
  }

  private void print(Text line) {
    clear();
    err.println(line.in(language));
    err.flush();
  }
}
