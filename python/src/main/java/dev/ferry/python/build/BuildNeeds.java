package dev.ferry.python.build;

import dev.ferry.model.Text;
import dev.ferry.python.interpreter.HostPython;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a failed build would have needed, read from its log, in words that lead to a package to
 * install.
 */
final class BuildNeeds {
  private static final Pattern COMPILER =
      Pattern.compile(
          "command '?([\\w./+-]*(?:gcc|g\\+\\+|cc|clang|gfortran|rustc|cargo|cmake|ninja|make)[\\w.+-]*)'? (?:failed: )?"
              + "No such file|unable to execute '([^']+)'|(?:gcc|g\\+\\+|cc|cargo|rustc|cmake): (?:command )?not found");
  private static final Pattern HEADER =
      Pattern.compile("fatal error: ([\\w./+-]+\\.h(?:pp)?): No such file");
  private static final Pattern MODULE =
      Pattern.compile("ModuleNotFoundError: No module named '([\\w.]+)'");

  private BuildNeeds() {}

  /** One sentence of advice. */
  static Text of(String log, HostPython python) {
    List<Text> needs = new ArrayList<>();
    Matcher compiler = COMPILER.matcher(log);
    if (compiler.find()) {
      String tool = compiler.group(1) != null ? compiler.group(1) : compiler.group(2);
      needs.add(
          Text.of(
              "a compiler: `%s` is not on this machine",
              "编译器：本机没有 `%s`", tool == null ? "gcc" : tool));
    }
    Matcher header = HEADER.matcher(log);
    if (header.find()) {
      String name = header.group(1);
      String packages =
          name.equals("Python.h") ? "python" + python.version().minorVersion() + "-dev" : name;
      needs.add(Text.of("the header `%s` (`%s`)", "头文件 `%s`（`%s`）", name, packages));
    }
    Matcher module = MODULE.matcher(log);
    if (module.find()) {
      needs.add(
          Text.of(
              "the Python module `%s`, which its build requirements do not name",
              "Python 模块 `%s`，其构建依赖没有声明它", module.group(1)));
    }
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
