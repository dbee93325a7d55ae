package dev.ferry.cli.command;

import dev.ferry.model.Target;
import dev.ferry.python.target.TargetArgument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what {@code --target} says. */
final class Targets {
  private Targets() {}

  /**
   * A target by its name, by a probe document or as {@code host}.
   *
   * @param folder that a path of a probe document starts from
   * @param python chooses among the interpreters of a probe; empty where nobody chose
   */
  static Target read(Path folder, String text, String python) {
    return TargetArgument.resolve(
        isFile(text) ? folder.resolve(text).toString() : text,
        Optional.of(python).filter(choice -> !choice.isEmpty()));
  }

  /** The same machine with each Python that {@code --python} could choose. */
  static List<Target> pythons(Path folder, String text) {
    return TargetArgument.pythons(isFile(text) ? folder.resolve(text).toString() : text);
  }

  /** Whether it is the path of a probe document. */
  static boolean isFile(String text) {
    return text.indexOf('/') >= 0 || text.endsWith(".json");
  }
}
