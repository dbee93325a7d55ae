package dev.ferry.python.reqfile;

import java.util.Arrays;

/** A line after joining, cutting and filling in; every character knows where it came from. */
final class LogicalLine {
  private final String text;
  private final int[] lines;
  private final int[] columns;

  private LogicalLine(String text, int[] lines, int[] columns) {
    this.text = text;
    this.lines = lines;
    this.columns = columns;
  }

  String text() {
    return text;
  }

  /** Line of a character in the file, from 1. */
  int line(int position) {
    return lines[Math.clamp(position, 0, lines.length - 1)];
  }

  /** Column of a character, from 1; for a position at the end, one behind the last one's. */
  int column(int position) {
    int last = columns.length - 1;
    return position > last ? columns[last] + 1 : columns[Math.max(0, position)];
  }

  LogicalLine part(int start, int end) {
    return new LogicalLine(
        text.substring(start, end),
        Arrays.copyOfRange(lines, start, end),
        Arrays.copyOfRange(columns, start, end));
  }

  /** Collects characters with their places. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private int[] lines = new int[64];
    private int[] columns = new int[64];

    void append(char c, int line, int column) {
      if (text.length() == lines.length) {
        lines = Arrays.copyOf(lines, 2 * lines.length);
        columns = Arrays.copyOf(columns, lines.length);
      }
      lines[text.length()] = line;
      columns[text.length()] = column;
      text.append(c);
    }

    int length() {
      return text.length();
    }

    LogicalLine build() {
      return new LogicalLine(
          text.toString(),
          Arrays.copyOf(lines, text.length()),
          Arrays.copyOf(columns, text.length()));
    }
  }
}
