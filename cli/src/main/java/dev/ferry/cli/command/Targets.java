package dev.ferry.cli.command;

import dev.ferry.model.Target;
import dev.ferry.model.TargetName;
import java.nio.file.Path;

/** Reads what {@code --target} says. */
final class Targets {
  private Targets() {}

  /**
   * A target by its name.
   *
   * @param folder that a path of a probe document starts from
   * @param python chooses among the interpreters of a probe; empty where nobody chose
   */
  static Target read(Invocation invocation, Path folder, String text, String python) {
    return TargetName.parse(text);
  }
}
