package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import java.util.List;

/** Rows of text in columns, the first row with their headings. */
final class Columns {
  private Columns() {}

  static void print(Console console, List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    rows.forEach(row -> console.print(line(row, widths)));
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String text = row.get(column);
      line.append("  ").append(text).append(" ".repeat(widths[column] - width(text)));
    }
    return line.toString().stripTrailing();
  }

  /** Columns of a terminal; a Chinese character takes two. */
  private static int width(String text) {
    return text.codePoints()
        .map(point -> Character.isIdeographic(point) || point == '，' ? 2 : 1)
        .sum();
  }
}
