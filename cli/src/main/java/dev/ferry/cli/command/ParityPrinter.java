package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.image.parity.OutputReport;
import dev.ferry.image.parity.OutputReport.Compared;
import dev.ferry.image.parity.OutputReport.Incomparable;
import dev.ferry.image.parity.RunReport;
import dev.ferry.image.parity.SideFacts;
import dev.ferry.image.tensor.Comparison;
import dev.ferry.image.tensor.Difference;
import dev.ferry.image.tensor.Verdict;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code ferry parity} prints. */
final class ParityPrinter {
  private static final String NONE = "-";

  private final Console console;
  private final int threads;

  ParityPrinter(Console console, int threads) {
    this.console = console;
    this.threads = threads;
  }

  void print(List<RunReport> runs) {
    if (console.isJson()) {
      console.document(document(runs));
      return;
    }
    for (RunReport run : runs) {
      console.print(
          Text.of(
              "oneDNN %s, threads %d; python: %s; cpp: %s",
              "oneDNN %s，线程 %d；python：%s；cpp：%s",
              run.onednn().id(),
              threads,
              words(run.left()),
              words(run.right())));
      table(run);
      exit("python", run.leftExit());
      exit("cpp", run.rightExit());
    }
  }

  private void table(RunReport run) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            words("case", "用例"),
            words("output", "输出"),
            words("shape", "形状"),
            words("result", "结果"),
            words("differing", "不同元素"),
            words("max ulp", "最大 ulp"),
            words("max abs", "最大绝对差"),
            words("max rel", "最大相对差"),
            words("first difference", "第一处不同")));
    run.outputs().forEach(output -> rows.add(row(output)));
    Columns.print(console, rows);
  }

  private List<String> row(OutputReport report) {
    List<String> row = new ArrayList<>(List.of(report.caseName(), report.output()));
    switch (report) {
      case Incomparable nothing -> {
        row.addAll(List.of(NONE, words(Verdict.DIFFERENT), NONE, NONE, NONE, NONE));
        row.add(nothing.why().in(console.language()));
      }
      case Compared compared -> {
        row.add(compared.type() + " " + compared.shape());
        row.addAll(figures(compared.comparison()));
      }
    }
    return row;
  }

  private List<String> figures(Comparison found) {
    return List.of(
        words(found.verdict()),
        found.differing() + "/" + found.elements(),
        Long.toString(found.ulp()),
        number(found.absolute()),
        number(found.relative()),
        found.worst().or(found::first).map(ParityPrinter::place).orElse(NONE));
  }

  private void exit(String side, int code) {
    if (code != 0) {
      console.print(
          Text.of(
              "  `%s` gave its answers and then ended with exit code %d%s",
              "  `%s` 给出答案后以退出码 %d 结束%s", side, code, signal(code)));
    }
  }

  private static String signal(int code) {
    return switch (code) {
      case 134 -> " (SIGABRT)";
      case 137 -> " (SIGKILL)";
      case 139 -> " (SIGSEGV)";
      default -> "";
    };
  }

  private String words(Verdict verdict) {
    return switch (verdict) {
      case EQUAL -> words("equal", "相同");
      case ULP -> words("within ulp", "ulp 内");
      case TOLERANCE -> words("within tolerance", "容差内");
      case DIFFERENT -> words("DIFFERENT", "不同");
    };
  }

  private String words(String english, String chinese) {
    return Text.of(english, chinese).in(console.language());
  }

  private static String words(SideFacts facts) {
    return facts.framework().orElse("?") + facts.loader().map(name -> ", " + name).orElse("");
  }

  private static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
  }

  private static String place(Difference difference) {
    return difference.place() + " " + difference.left() + " | " + difference.right();
  }

  private Map<String, Object> document(List<RunReport> runs) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("passed", runs.stream().allMatch(RunReport::passed));
    document.put("threads", threads);
    document.put("runs", runs.stream().map(this::document).toList());
    return document;
  }

  private Map<String, Object> document(RunReport run) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("onednn", run.onednn().id());
    fields.put("passed", run.passed());
    fields.put("python", document(run.left(), run.leftExit()));
    fields.put("cpp", document(run.right(), run.rightExit()));
    fields.put("outputs", run.outputs().stream().map(this::document).toList());
    return fields;
  }

  private static Map<String, Object> document(SideFacts facts, int exitCode) {
    Map<String, Object> fields = new LinkedHashMap<>();
    facts.framework().ifPresent(name -> fields.put("framework", name));
    facts.loader().ifPresent(name -> fields.put("loader", name));
    fields.put("exitCode", exitCode);
    return fields;
  }

  private Map<String, Object> document(OutputReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("case", report.caseName());
    fields.put("output", report.output());
    fields.put("result", report.verdict().id());
    switch (report) {
      case Incomparable nothing -> fields.put("why", nothing.why().in(console.language()));
      case Compared compared -> {
        fields.put("type", compared.type());
        fields.put("shape", compared.shape());
        figures(fields, compared.comparison());
      }
    }
    return fields;
  }

  private static void figures(Map<String, Object> fields, Comparison found) {
    fields.put("elements", found.elements());
    fields.put("differing", found.differing());
    fields.put("maxUlp", found.ulp());
    fields.put("maxAbsolute", found.absolute());
    fields.put("maxRelative", found.relative());
    found.first().ifPresent(difference -> fields.put("first", document(difference)));
    Optional<Difference> beyond = found.worst();
    beyond.ifPresent(difference -> fields.put("firstBeyondLimits", document(difference)));
  }

  private static Map<String, Object> document(Difference difference) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("index", difference.place());
    fields.put("python", difference.left());
    fields.put("cpp", difference.right());
    return fields;
  }
}
