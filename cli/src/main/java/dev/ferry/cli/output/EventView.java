package dev.ferry.cli.output;

import dev.ferry.model.Language;
import dev.ferry.model.Text;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One JSON object a line: {@code event} is {@code began}, {@code progress}, {@code ended}, {@code
 * note} or {@code warning}; {@code done} and {@code total} are bytes or items, {@code total} absent
 * where unknown. What has not moved since it was last told is not told again.
 */
final class EventView implements ProgressView {
  private final PrintWriter err;
  private final Language language;
  private final Map<RunningTask, Long> told = new HashMap<>();

  EventView(PrintWriter err, Language language) {
    this.err = err;
    this.language = language;
  }

  @Override
  public Duration interval() {
    return Duration.ofMillis(500);
  }

  @Override
  public void began(RunningTask task) {
    print("began", task);
  }

  @Override
  public void show(List<RunningTask> running) {
    running.stream()
        .filter(task -> task.done() != told.getOrDefault(task, -1L))
        .forEach(task -> print("progress", task));
  }

  @Override
  public void ended(RunningTask task) {
    print("ended", task);
    told.remove(task);
  }

  @Override
  public void note(Text message) {
    print("note", message);
  }

  @Override
  public void warn(Text message) {
    print("warning", message);
  }

  @Override
  public void clear() {
    // Every line is whole.
  }

  private void print(String event, RunningTask task) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", event);
    fields.put("task", task.what().in(language));
    long done = task.done();
    told.put(task, done);
    fields.put("done", done);
    if (task.total() > 0) {
      fields.put("total", task.total());
    }
    print(fields);
  }

  private void print(String event, Text message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", event);
    fields.put("message", message.in(language));
    print(fields);
  }

  private void print(Map<String, Object> fields) {
    err.println(Json.line(fields));
    err.flush();
  }
}
