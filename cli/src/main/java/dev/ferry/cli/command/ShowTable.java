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
    Columns.print(console, rows);
  }

  private static Text words(PackageEntry.Fit fit) {
    return switch (fit) {
      case PROVEN -> Text.of("libraries fit", "库适合");
      case NOT_DISPROVED -> Text.of("not disproved", "未证实");
      case OFF -> Text.of("not checked", "未检查");
    };
  }
}
