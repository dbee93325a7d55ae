package dev.ferry.cli.command;

import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.cli.output.Console;
import dev.ferry.model.DataSize;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;

/** The packages of a target in columns with headings. */
final class ShowTable {
  private ShowTable() {}

  static void print(Console console, List<PackageEntry> packages) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            Text.of("package", "软件包").in(console.language()),
            Text.of("size", "大小").in(console.language()),
            Text.of("source", "来源").in(console.language()),
            Text.of("fit", "适合性").in(console.language())));
    for (PackageEntry one : packages) {
      Text fit =
          one.built() ? Text.of("%s, built", "%s，由源码构建", words(one.fit())) : words(one.fit());
      rows.add(
          List.of(
              one.name() + "==" + one.version(),
              new DataSize(one.wheel().size()).toString(),
              one.source(),
              fit.in(console.language())));
    }
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    rows.forEach(row -> console.print(line(row, widths)));
  }

  private static Text words(PackageEntry.Fit fit) {
    return switch (fit) {
      case PROVEN -> Text.of("libraries fit", "库适合");
      case NOT_DISPROVED -> Text.of("not disproved", "未证实");
      case OFF -> Text.of("not checked", "未检查");
    };
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
