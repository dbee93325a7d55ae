package dev.ferry.python.resolve;

import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.List;
import java.util.function.Predicate;

/**
 * Requirements that some releases have and do not declare.
 *
 * @param name the project
 * @param versions the releases meant
 * @param requires what they need as well
 * @param because the evidence
 */
public record Correction(
    PackageName name, VersionSpecifiers versions, List<Requirement> requires, String because) {
  public Correction {
    requires = List.copyOf(requires);
  }

  /**
   * What it did to a set, one sentence per package, so that nobody wonders where it came from.
   *
   * @param added whether a package is in the set and nobody asked for it by name
   */
  public List<Text> notes(Predicate<PackageName> added) {
    boolean known = KnownCorrections.read().contains(this);
    return requires.stream()
        .map(Requirement::name)
        .filter(added)
        .map(
            more ->
                known
                    ? Text.of(
                        "`%s` added: `%s` imports it and does not declare it (`--no-corrections`)",
                        "已加入 `%s`：`%s` 会导入它却没有声明（`--no-corrections`）", more, name)
                    : Text.of(
                        "`%s` added: a correction says that `%s` needs it and does not declare it",
                        "已加入 `%s`：更正指出 `%s` 需要它却没有声明", more, name))
        .toList();
  }
}
