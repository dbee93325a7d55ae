package dev.ferry.delta.code.table;

import dev.ferry.delta.elf.Elf;
import dev.ferry.delta.elf.Section;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.ByteSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which sections of a new library are coded as tables, each against which old section. */
public final class TablePlan {
  private static final int MOST = 64;

  /**
   * One table.
   *
   * @param old the number of the old section in its file's table
   * @param offset where the new section begins in the file
   * @param size its bytes
   */
  record Task(TableKind kind, int old, long offset, long size) {}

  /** A range of a file. */
  public record Range(long offset, long size) {}

  private final List<Task> tasks;

  TablePlan(List<Task> tasks) {
    this.tasks = tasks.stream().sorted(Comparator.comparing(Task::kind)).toList();
  }

  List<Task> tasks() {
    return tasks;
  }

  /** Whether no section is coded as a table. */
  public boolean isEmpty() {
    return tasks.isEmpty();
  }

  /** The parts of the new file that are coded as tables, by rising offset. */
  public List<Range> freshRanges() {
    return tasks.stream()
        .map(task -> new Range(task.offset(), task.size()))
        .sorted(Comparator.comparingLong(Range::offset))
        .toList();
  }

  /** The parts of the old file that tables are coded against, by rising offset. */
  public List<Range> oldRanges(Elf old) {
    return tasks.stream()
        .map(task -> old.findSection(task.old()).orElseThrow())
        .map(section -> new Range(section.offset(), section.size()))
        .distinct()
        .sorted(Comparator.comparingLong(Range::offset))
        .toList();
  }

  /** Writes the plan. */
  public void write(ByteSink sink) {
    sink.number(tasks.size());
    for (Task task : tasks) {
      sink.number(task.kind().number());
      sink.number(task.old());
      sink.number(task.offset());
      sink.number(task.size());
    }
  }

  /**
   * Reads a plan.
   *
   * @param old the outline of the old file
   * @param freshSize the bytes of the new file
   */
  public static TablePlan read(ByteSource source, Elf old, long freshSize) {
    long count = source.number();
    if (count > MOST) {
      throw new BadDelta("too many tables");
    }
    List<Task> tasks = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long kind = source.number();
      long section = source.number();
      Task task =
          new Task(
              TableKind.of(TableKind.isNumber(kind) ? kind : fail()),
              (int) Math.min(section, Integer.MAX_VALUE),
              source.number(),
              source.number());
      if (task.size() > Buffers.LARGEST
          || task.offset() > freshSize - task.size()
          || old.findSection(task.old()).filter(Section::inFile).isEmpty()) {
        fail();
      }
      tasks.add(task);
    }
    TablePlan plan = new TablePlan(tasks);
    long free = 0;
    for (Range range : plan.freshRanges()) {
      if (range.offset() < free) {
        fail();
      }
      free = range.offset() + range.size();
    }
    return plan;
  }

  private static long fail() {
    throw new BadDelta("a table lies outside its file");
  }
}
