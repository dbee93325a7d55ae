package dev.ferry.python.resolve;

import dev.ferry.model.Text;
import dev.ferry.python.solve.Cause;
import dev.ferry.python.solve.Incompatibility;
import java.util.Optional;

/** Advice for a name that no source has: it is misspelt, or lies elsewhere. */
final class Unheard {
  private Unheard() {}

  /** What to do about the first such name of a proof; nothing where every name is known. */
  static Optional<Text> findHint(Projects projects, Incompatibility<Node, Reason> proof) {
    for (Incompatibility<Node, Reason> fact : Explanation.facts(proof)) {
      if (fact.cause() instanceof Cause.Dependency<Node, Reason> dependency) {
        Project project = projects.load(dependency.on().name());
        if (!project.isFound()) {
          return Optional.of(hint(project.toString()));
        }
      }
    }
    return Optional.empty();
  }

  private static Text hint(String name) {
    return Text.of(
        "Check the spelling of `%s`; where it lies in another index or folder, add `--extra-index-url URL` or `--find-links FOLDER`",
        "请检查 `%s` 的拼写；若它在另一个索引或目录中，请加上 `--extra-index-url URL` 或 `--find-links 目录`", name);
  }
}
