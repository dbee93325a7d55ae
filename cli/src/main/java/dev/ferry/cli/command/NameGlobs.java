package dev.ferry.cli.command;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.List;

/** Patterns of names: `*` and `?`, nothing else of what globs can be. */
final class NameGlobs {
  private NameGlobs() {}

  static List<String> checked(List<String> names) {
    for (String name : names) {
      if (name.isEmpty() || name.length() > 100 || name.matches(".*[{}\\[\\]\\\\].*")) {
        throw new FerryException(
            Failure.USAGE,
            Text.of(
                "Bad value for `--names`: `%s`, want a name with `*` and `?`",
                "`--names` 的值有误：`%s`，应为可含 `*` 与 `?` 的名称", name));
      }
    }
    return names;
  }
}
