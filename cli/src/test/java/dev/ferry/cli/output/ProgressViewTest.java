package dev.ferry.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Alternative;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Language;
import dev.ferry.model.Text;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ProgressViewTest {
  private static final String ERASE = "\r\u001b[K";

  private final StringWriter said = new StringWriter();
  private final PrintWriter err = new PrintWriter(said);

  /** Nanoseconds, which pass when a test says so. */
  private long now;

  private RunningTask task(String words, long total, long done) {
    RunningTask task = new RunningTask(Text.of(words, "下载"), total, ended -> {}, () -> now);
    task.advance(done);
    return task;
  }

  private void pass(double seconds) {
    now += Math.round(seconds * 1e9);
  }

  @Test
  void aBarFillsTheLineAndNeverMore() {
    BarView bar = new BarView(err, Language.ENGLISH, 80);
    bar.show(List.of(task("Older", 1, 0), task("Downloading", 8, 2)));
    assertThat(said.toString())
        .isEqualTo(ERASE + "Downloading [" + "#".repeat(6) + ".".repeat(18) + "] 2 of 8");
    for (int columns : new int[] {1, 2, 10, 13, 40}) {
      said.getBuffer().setLength(0);
      new BarView(err, Language.CHINESE, columns).show(List.of(task("x", 8, 8)));
      String line = said.toString().substring(ERASE.length());
      int width = line.codePoints().map(letter -> letter >= 0x2e80 ? 2 : 1).sum();
      assertThat(width).as("columns %s: %s", columns, line).isLessThan(columns);
    }
  }

  @Test
  void moreThanTheTotalIsAFullBar() {
    new BarView(err, Language.ENGLISH, 80).show(List.of(task("Reading", 4, 9)));
    assertThat(said.toString()).contains("[" + "#".repeat(24) + "] 9 of 4");
  }

  @Test
  void aNoteTakesTheBarAwayFirst() {
    BarView bar = new BarView(err, Language.ENGLISH, 80);
    bar.note(Text.of("before", "前"));
    bar.show(List.of(task("Reading", 0, 0)));
    bar.warn(Text.of("careful", "小心"));
    bar.clear();
    assertThat(said.toString())
        .isEqualTo("note: before\n" + ERASE + "Reading " + ERASE + "warning: careful\n");
  }

  @Test
  void aLogSaysNothingTwiceAndNothingOfShortWork() {
    LineView lines = new LineView(err, Language.ENGLISH);
    RunningTask task = task("Reading", 3, 1);
    lines.began(task);
    pass(1.9);
    lines.show(List.of(task));
    assertThat(said.toString()).isEmpty();
    pass(0.1);
    lines.show(List.of(task));
    pass(30);
    lines.show(List.of(task));
    task.advance(1);
    lines.show(List.of(task, task("Just begun", 5, 0)));
    lines.ended(task);
    assertThat(said.toString()).isEqualTo("Reading: 1 of 3\nReading: 2 of 3\n");
  }

  @Test
  void aLogOfLongWorkIsShort() {
    LineView lines = new LineView(err, Language.ENGLISH);
    RunningTask task = task("Making deltas", 6_000_000, 0);
    for (int second = 0; second < 600; second++) {
      pass(1);
      task.advance(10_000);
      lines.show(List.of(task));
    }
    assertThat(said.toString().lines()).hasSizeBetween(20, 24);
    assertThat(said.toString())
        .startsWith(
            """
            Making deltas: 20.0 kB of 6.0 MB, 10.0 kB/s
            Making deltas: 40.0 kB of 6.0 MB, 10.0 kB/s
            Making deltas: 80.0 kB of 6.0 MB, 10.0 kB/s
            Making deltas: 160.0 kB of 6.0 MB, 10.0 kB/s, 9 min 44 s left
            """);
  }

  @Test
  void workThatGoesInLeapsHasNoRateAndNoEstimate() {
    RunningTask task = task("Comparing", 250_000_000, 0);
    pass(2);
    assertThat(Amounts.of(task)).hasToString("0 B of 250.0 MB, 2 s so far");
    task.advance(2_000_000);
    assertThat(Amounts.of(task)).hasToString("2.0 MB of 250.0 MB, 1.0 MB/s");
    pass(60);
    assertThat(Amounts.of(task)).hasToString("2.0 MB of 250.0 MB, 1 min 2 s so far");
    task.advance(60_000_000);
    assertThat(Amounts.of(task)).hasToString("62.0 MB of 250.0 MB, 1.0 MB/s, 3 min 8 s left");
  }

  @Test
  void programsGetOneObjectALine() {
    EventView events = new EventView(err, Language.CHINESE);
    RunningTask task = task("x", 10, 4);
    events.began(task);
    RunningTask other = task("y", 0, 7);
    task.advance(1);
    events.show(List.of(task, other));
    events.show(List.of(task, other));
    events.warn(Text.of("a\nb", "甲\n\"乙\""));
    events.ended(task);
    List<JsonNode> lines =
        said.toString().lines().map(line -> new ObjectMapper().readTree(line)).toList();
    assertThat(lines.stream().map(line -> line.get("event").asString()))
        .containsExactly("began", "progress", "progress", "warning", "ended");
    assertThat(lines.get(1).get("done").asLong()).isEqualTo(5);
    assertThat(lines.get(1).get("total").asLong()).isEqualTo(10);
    assertThat(lines.get(2).has("total")).as("an unknown total is absent").isFalse();
    assertThat(lines.get(3).get("message").asString()).isEqualTo("甲\n\"乙\"");
  }

  @Test
  void durationsReadWell() {
    assertThat(Amounts.duration(59)).isEqualTo("59 s");
    assertThat(Amounts.duration(185)).isEqualTo("3 min 5 s");
    assertThat(Amounts.duration(7800)).isEqualTo("2 h 10 min");
  }

  @Test
  void aFailureInBothLanguagesAndForPrograms() {
    FerryException failure =
        new FerryException(Failure.USAGE, Text.of("wrong", "有误"))
            .reasons(List.of(Text.of("first\nsecond", "一\n二")))
            .hint(Text.of("do this", "请这样"))
            .alternatives(
                List.of(
                    new Alternative("ferry lock x", true, Text.of("older", "旧版")),
                    new Alternative("ferry lock y", false, Text.of("newer", "新版"))));
    new FailureReport(failure, Language.ENGLISH).print(err);
    assertThat(said.toString())
        .isEqualTo(
            """
            error: wrong
              first
              second
            hint: do this
            instead:
              # older (tried: resolves)
              ferry lock x
              # newer (not tried)
              ferry lock y
            """);
    said.getBuffer().setLength(0);
    new FailureReport(failure, Language.CHINESE).print(err);
    assertThat(said.toString()).contains("有误", "一\n  二", "请这样", "# 旧版（已试：可求解）");
    JsonNode document =
        new ObjectMapper()
            .readTree(Json.line(new FailureReport(failure, Language.ENGLISH).document()));
    assertThat(document.at("/error/kind").asString()).isEqualTo("usage");
    assertThat(document.at("/error/alternatives/1/tried").asBoolean()).isFalse();
    assertThat(document.at("/error/reasons/0").asString()).isEqualTo("first\nsecond");
  }
}
