package dev.ferry.image.system;

import dev.ferry.model.Text;
import java.util.List;
import java.util.regex.Pattern;

/** Whether scripts that will not run would have done more than {@code ldconfig}. */
final class Scripts {
  /** What shells need around it, and what only keeps a package manager's books. */
  private static final Pattern NOTHING =
      Pattern.compile(
          "#.*|set -e|set -eu|fi|then|else|esac|;;|exit 0|:|true|(?:/sbin/|/usr/sbin/)?ldconfig"
              + "(?: -X| /usr/lib| /usr/lib64)*(?: \\|\\| :| \\|\\| true)?"
              + "|if \\[ [^`$;|&]*\"?\\$1\"?[^`$;|&]* \\];?(?: then)?(?: ldconfig;? fi)?"
              + "|case \"\\$1\" in|[a-z|-]+\\)|\\*\\)");

  private Scripts() {}

  /** A note that names the package, where one of its scripts counts. */
  static List<Text> notes(String name, List<String> scripts) {
    return scripts.stream().allMatch(Scripts::isNothing)
        ? List.of()
        : List.of(
            Text.of(
                "`%s` has scripts that do more than `ldconfig`; no script of a package runs",
                "`%s` 的脚本不只是执行 `ldconfig`；软件包的脚本不会运行", name));
  }

  private static boolean isNothing(String script) {
    return script
        .lines()
        .map(String::strip)
        .allMatch(line -> line.isEmpty() || NOTHING.matcher(line).matches());
  }
}
