package dev.ferry.image.variant;

import dev.ferry.image.variant.VariantRules.Families;
import dev.ferry.python.install.InstallationPlan;
import dev.ferry.python.install.PlannedFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Files of which a run opens one and another machine would open the next: libraries for several
 * instruction sets, plugins that choose among each other. They stay together.
 */
final class Family {
  private static final String CACHE = "__pycache__/";

  private final InstallationPlan plan;
  private final Pattern instructionSet;
  private final List<List<PathPattern>> together;

  Family(Families families, InstallationPlan plan) {
    this.plan = plan;
    // Between separators only: `avx` in the middle of a word is no instruction set.
    this.instructionSet =
        Pattern.compile(
            "(?<![a-z0-9])(?:" + String.join("|", families.instructionSets()) + ")(?![a-z0-9])");
    this.together =
        families.together().stream()
            .map(patterns -> patterns.stream().map(PathPattern::of).toList())
            .toList();
  }

  /** Adds the relatives of all that stays. */
  void addTo(Set<String> kept) {
    Map<String, Set<String>> relatives = relatives();
    Set<String> more = new TreeSet<>();
    for (String path : kept) {
      for (String family : familiesOf(path)) {
        more.addAll(relatives.getOrDefault(family, Set.of()));
      }
      source(path, more);
    }
    kept.addAll(more);
  }

  private Map<String, Set<String>> relatives() {
    Map<String, Set<String>> relatives = new HashMap<>();
    for (String path : plan.files().keySet()) {
      for (String family : familiesOf(path)) {
        relatives.computeIfAbsent(family, name -> new TreeSet<>()).add(path);
      }
    }
    return relatives;
  }

  private List<String> familiesOf(String path) {
    List<String> families = new java.util.ArrayList<>();
    int slash = path.lastIndexOf('/') + 1;
    String name = path.substring(slash);
    String generic = instructionSet.matcher(name).replaceAll("*");
    if (!generic.equals(name)) {
      families.add(path.substring(0, slash) + generic);
    }
    PlannedFile file = plan.files().get(path);
    for (int i = 0; file != null && i < together.size(); i++) {
      if (together.get(i).stream().anyMatch(pattern -> pattern.matches(path))) {
        families.add(i + " of " + file.owner());
      }
    }
    return families;
  }

  /** The source beside byte code: Python compares them, and shows it in stack traces. */
  private void source(String path, Set<String> more) {
    int cache = path.indexOf(CACHE);
    if (cache >= 0 && path.endsWith(".pyc")) {
      String name = path.substring(cache + CACHE.length());
      String source = path.substring(0, cache) + name.substring(0, name.indexOf('.')) + ".py";
      if (plan.files().containsKey(source)) {
        more.add(source);
      }
    }
  }
}
