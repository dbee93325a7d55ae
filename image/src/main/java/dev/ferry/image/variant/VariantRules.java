package dev.ferry.image.variant;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Spelling;
import dev.ferry.model.Text;
import dev.ferry.python.install.InstallationPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What leaves the variants of an image: data with a version.
 *
 * @param version raised whenever the rules change; the same version leaves out the same files
 * @param stay what no rule of {@code leave} takes
 * @param leave the first that matches a file names why it leaves
 * @param families what stays together where a keep list decides
 * @param unused why a file leaves that no run opened, by variant
 * @param system patterns of absolute paths of a base that stay although no run opened them
 */
public record VariantRules(
    int version,
    List<Stay> stay,
    List<VariantRule> leave,
    Families families,
    Map<Variant, Text> unused,
    List<String> system) {
  /** The id under which {@link LeftOut} counts what a keep list does not hold. */
  public static final String UNUSED = "unused";

  public VariantRules {
    stay = List.copyOf(stay);
    leave = List.copyOf(leave);
    unused = Map.copyOf(unused);
    system = List.copyOf(system);
  }

  /**
   * Files that no rule takes.
   *
   * @param owner the package, every one where absent
   * @param paths patterns
   * @param reason for people
   */
  public record Stay(Optional<String> owner, List<String> paths, Text reason) {
    public Stay {
      paths = List.copyOf(paths);
    }
  }

  /**
   * What stays together where a keep list decides.
   *
   * @param instructionSets regular expressions for the part of a name that says what processor a
   *     file is for
   * @param together patterns of files that choose among each other; each list by itself
   * @param whole packages that stay whole
   */
  public record Families(
      List<String> instructionSets, List<List<String>> together, Set<String> whole) {
    public Families {
      instructionSets = List.copyOf(instructionSets);
      together = together.stream().map(List::copyOf).toList();
      whole = Set.copyOf(whole);
    }
  }

  /** The rules of this version of Ferry. */
  public static VariantRules builtIn() {
    return VariantRulesFile.builtIn();
  }

  /**
   * The same without some rules, because a person wants what they take.
   *
   * @param ids of rules
   * @throws FerryException of kind USAGE where there is no such rule
   */
  public VariantRules without(Set<String> ids) {
    List<String> known = leave.stream().map(VariantRule::id).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        FerryException failure =
            new FerryException(
                Failure.USAGE,
                Text.of(
                    "No rule is called `%s`, want one of %s",
                    "没有名为 `%s` 的规则，应为 %s 之一", id, String.join(", ", known)));
        throw Spelling.findNearest(id, known)
            .map(near -> failure.hint(Text.of("Did you mean `%s`?", "是否想写 `%s`？", near)))
            .orElse(failure);
      }
    }
    List<VariantRule> fewer = leave.stream().filter(rule -> !ids.contains(rule.id())).toList();
    return new VariantRules(version, stay, fewer, families, unused, system);
  }

  /**
   * What of a plan a variant holds.
   *
   * @param keep what runs opened; demanded by {@link Variant#needsKeepList()}. For {@code slim},
   *     what it holds stays whatever the rules say. Whether it holds for this bundle is not checked
   *     here, see {@link KeepListFile#check}
   * @throws FerryException of kind REFUSED where a keep list is needed and absent, or names a file
   *     that the plan does not have
   */
  public Selection select(InstallationPlan plan, Variant variant, Optional<KeepList> keep) {
    if (variant == Variant.TRAIN) {
      return new Selection(variant, version, plan, List.of());
    }
    if (variant.needsKeepList() && keep.isEmpty()) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of("The variant `%s` needs a keep list", "变体 `%s` 需要保留清单", variant.id()))
          .hint(
              Text.of(
                  "Run `ferry image trace` with golden cases first, or take `--variant slim`",
                  "请先用黄金用例运行 `ferry image trace`，或改用 `--variant slim`"));
    }
    return new Selector(this, plan, variant, keep).select();
  }
}
