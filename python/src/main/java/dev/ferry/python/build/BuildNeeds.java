package dev.ferry.python.build;

import dev.ferry.model.Text;
import dev.ferry.python.interpreter.HostPython;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a failed build would have needed, read from its log, in words that lead to a package to
 * install.
 *
 * @param ofMachine what this machine lacks
 * @param modules Python modules that were not there
 */
record BuildNeeds(List<Text> ofMachine, List<Text> modules) {
  private static final Pattern COMPILER =
      Pattern.compile(
          "command '?([\\w./+-]*(?:gcc|g\\+\\+|cc|clang|gfortran|rustc|cargo|cmake|ninja|make)[\\w.+-]*)'? (?:failed: )?"
              + "No such file|unable to execute '([^']+)'|\\b(gcc|g\\+\\+|cc|cargo|rustc|cmake): (?:command )?not found");
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(?:/bin/sh|sh|bash)(?:: line)?[: \\d]*: ([\\w.+-]+): (?:command )?not found");
  private static final Pattern HEADER =
      Pattern.compile("fatal error: ([\\w./+-]+\\.h(?:pp)?): No such file");
  private static final Pattern LIBRARY = Pattern.compile("cannot find -l([\\w.+-]+)");
  private static final Pattern PKG_CONFIG =
      Pattern.compile(
          "pkg-config (?:--[\\w-]+ )*([\\w.+-]+)' returned non-zero"
              + "|No package '([\\w.+-]+)' found|Package '([\\w.+-]+)', required by .* not found"
              + "|Package ([\\w.+-]+) was not found in the pkg-config search path");
  private static final Pattern TOOL =
      Pattern.compile("\\b(mysql_config|pg_config|xml2-config|xslt-config)\\b[^\\n]*not found");
  private static final Pattern MODULE =
      Pattern.compile("ModuleNotFoundError: No module named '([\\w.]+)'");

  BuildNeeds {
    ofMachine = List.copyOf(ofMachine);
    modules = List.copyOf(modules);
  }

  static BuildNeeds of(String log, HostPython python) {
    List<Text> machine = new ArrayList<>();
    find(COMPILER, log)
        .ifPresent(
            tool ->
                machine.add(
                    Text.of(
                        "a compiler: `%s` is not on this machine%s",
                        "编译器：本机没有 `%s`%s", tool, from(tool))));
    find(PROGRAM, log)
        .filter(program -> find(COMPILER, log).isEmpty())
        .or(() -> find(TOOL, log))
        .ifPresent(
            program ->
                machine.add(Text.of("the program `%s`%s", "程序 `%s`%s", program, from(program))));
    find(PKG_CONFIG, log)
        .ifPresent(
            name ->
                machine.add(
                    Text.of("the development files of `%s`%s", "`%s` 的开发文件%s", name, from(name))));
    find(HEADER, log)
        .ifPresent(
            name ->
                machine.add(
                    Text.of("the header `%s`%s", "头文件 `%s`%s", name, header(name, python))));
    find(LIBRARY, log)
        .ifPresent(name -> machine.add(Text.of("the library `%s`", "库 `%s`", "lib" + name)));
    List<Text> modules = new ArrayList<>();
    find(MODULE, log)
        .ifPresent(
            name ->
                modules.add(
                    Text.of(
                        "the Python module `%s`, which its build requirements do not name",
                        "Python 模块 `%s`，其构建依赖没有声明它", name)));
    return new BuildNeeds(machine, modules);
  }

  /** The first group that has something. */
  private static Optional<String> find(Pattern pattern, String log) {
    Matcher matcher = pattern.matcher(log);
    if (!matcher.find()) {
      return Optional.empty();
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return Optional.of(matcher.group(group));
      }
    }
    return Optional.empty();
  }

  private static Text header(String name, HostPython python) {
    return name.equals("Python.h")
        ? packages("python" + python.version().minorVersion() + "-dev", "python3-devel")
        : from(name);
  }

  private static Text from(String wanted) {
    return SystemPackages.find(wanted)
        .map(names -> packages(names.debian(), names.redHat()))
        .orElse(Text.same(""));
  }

  private static Text packages(String debian, String redHat) {
    return Text.of(
        " (Debian: `%s`; RHEL, openEuler, Kylin: `%s`)",
        "（Debian：`%s`；RHEL、openEuler、麒麟：`%s`）", debian, redHat);
  }

  /** One sentence of advice. */
  Text advice() {
    List<Text> needs = new ArrayList<>(ofMachine);
    needs.addAll(modules);
    if (needs.isEmpty()) {
      return Text.of(
          "Ask for another version, or give a wheel of it with `--find-links FOLDER`",
          "请换一个版本，或用 `--find-links 目录` 提供它的 wheel");
    }
    String english = String.join("; ", needs.stream().map(Text::english).toList());
    String chinese = String.join("；", needs.stream().map(Text::chinese).toList());
    return Text.of(
        "It needs %s; or give a wheel of it with `--find-links FOLDER`",
        "它需要%s；也可以用 `--find-links 目录` 提供它的 wheel", new Text(english, chinese));
  }
}
