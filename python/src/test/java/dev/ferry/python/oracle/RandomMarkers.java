package dev.ferry.python.oracle;

import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Markers over the variables of PEP 508 and environments to evaluate them in. */
final class RandomMarkers {
  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry("os_name", List.of("posix", "nt", "java")),
          Map.entry("sys_platform", List.of("linux", "win32", "darwin", "linux2")),
          Map.entry("platform_machine", List.of("x86_64", "aarch64", "AMD64")),
          Map.entry("platform_system", List.of("Linux", "Windows", "Darwin")),
          Map.entry("platform_python_implementation", List.of("CPython", "PyPy")),
          Map.entry("implementation_name", List.of("cpython", "pypy")),
          Map.entry("python_version", List.of("3.9", "3.11", "3.13", "2.7")),
          Map.entry("python_full_version", List.of("3.11.7", "3.9.0", "3.13.0rc1", "3.12.1+")),
          Map.entry("implementation_version", List.of("3.11.7", "7.3.13", "3.13.0a2")),
          Map.entry("platform_release", List.of("5.10.0-136.el8", "6.1", "4.9+tegra", "")),
          Map.entry("platform_version", List.of("#1 SMP", "10.0.19041", "")));
  private static final List<String> VERSION_LITERALS =
      List.of(
          "3.8",
          "3.11",
          "3.11.0",
          "3.11.7",
          "3.12",
          "3",
          "3.11.*",
          "3.9.*",
          "2.7",
          "3.13.0rc1",
          "3.11.7.post1",
          "5.10",
          "6.1",
          "3.8 3.9 3.11",
          "abc",
          "",
          "3.11,3.12",
          "3.11.0a1");
  private static final List<String> EXTRAS = List.of("test", "Foo.Bar", "foo_bar", "a", "");
  private static final List<String> OPERATORS =
      List.of("==", "!=", "<", "<=", ">", ">=", "~=", "===", "in", "not in");

  private final RandomTexts texts;
  private final List<String> variables = VALUES.keySet().stream().sorted().toList();

  RandomMarkers(RandomTexts texts) {
    this.texts = texts;
  }

  String marker() {
    return marker(2);
  }

  private String marker(int depth) {
    StringBuilder text = new StringBuilder(atom(depth));
    while (texts.chance(35)) {
      text.append(' ').append(texts.one(List.of("and", "or"))).append(' ').append(atom(depth));
    }
    return text.toString();
  }

  private String atom(int depth) {
    return depth > 0 && texts.chance(20) ? "(" + marker(depth - 1) + ")" : comparison();
  }

  private String comparison() {
    if (texts.chance(15)) {
      return comparison("extra", texts.one(List.of("==", "!=", "==")), texts.one(EXTRAS));
    }
    String variable = texts.one(variables);
    boolean version = variable.contains("version") || variable.equals("platform_release");
    List<String> literals = version && texts.chance(85) ? VERSION_LITERALS : values(variable);
    return comparison(variable, texts.one(OPERATORS), texts.one(literals));
  }

  /** The comparison in one of its spellings, at times with the literal on the left. */
  String comparison(String variable, String operator, String literal) {
    String quote = texts.one(List.of("'", "\""));
    String quoted = quote + literal + quote;
    String space = operator.contains("in") || texts.chance(60) ? " " : "";
    String name =
        variable.equals("os_name") && texts.chance(20)
            ? "os.name"
            : variable.equals("platform_python_implementation") && texts.chance(20)
                ? "python_implementation"
                : variable;
    return texts.chance(20)
        ? quoted + space + operator + space + name
        : name + space + operator + space + quoted;
  }

  private static List<String> values(String variable) {
    return VALUES.getOrDefault(variable, List.of());
  }

  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    variables.forEach(variable -> environment.put(variable, texts.one(values(variable))));
    return environment;
  }

  List<String> extras() {
    return texts.chance(50) ? List.of() : List.of(texts.one(EXTRAS), texts.one(EXTRAS));
  }

  /** A target on which exactly these variables were measured. */
  static Target target(String name, Map<String, String> measured) {
    Target plain = TargetName.parse(name);
    return new Target(
        plain.name(),
        plain.os(),
        plain.machine(),
        plain.libc(),
        plain.glibcxx(),
        plain.python(),
        plain.accelerator(),
        plain.pageSize(),
        plain.cpuFlags(),
        measured,
        plain.assumptions());
  }
}
