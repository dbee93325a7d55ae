package dev.ferry.python.resolve;

import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Names releases for people: {@code 2.6.2, 3.0.0 to 3.3.1}. */
final class VersionRuns {
  private static final Map<String, String> PLURALS =
      Map.of(
          "has ", "have ",
          "was ", "were ",
          "requires ", "require ",
          "exists ", "exist ",
          "depends ", "depend ",
          "does ", "do ");

  private static final int SHOWN = 4;

  private VersionRuns() {}

  /**
   * Names some releases of a project. A run goes on over pre-releases that are not among them, but
   * not over other releases.
   */
  static Text of(Project project, BitSet versions) {
    List<Text> runs = new ArrayList<>();
    int first = versions.nextSetBit(0);
    while (first >= 0) {
      int last = first;
      int next = versions.nextSetBit(first + 1);
      while (next >= 0 && isRun(project, last, next)) {
        last = next;
        next = versions.nextSetBit(last + 1);
      }
      runs.add(run(project, first, last));
      first = next;
    }
    return join(runs);
  }

  private static boolean isRun(Project project, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (!project.isPrerelease(i)) {
        return false;
      }
    }
    return true;
  }

  private static Text run(Project project, int first, int last) {
    Text from = Text.same(project.release(first).version().toString());
    return first == last
        ? from
        : Text.of("%s to %s", "%s 至 %s", from, project.release(last).version());
  }

  private static Text join(List<Text> runs) {
    if (runs.isEmpty()) {
      return Text.of("no version", "没有版本");
    }
    int skipped = Math.max(0, runs.size() - SHOWN);
    Text all = runs.get(skipped);
    for (Text run : runs.subList(skipped + 1, runs.size())) {
      all = Text.of("%s, %s", "%s、%s", all, run);
    }
    return skipped == 0 ? all : Text.of("…, %s", "…、%s", all);
  }

  /** A clause about one version, as it is said of this many. */
  static Text clause(Text prose, int versions) {
    if (versions > 1) {
      for (Map.Entry<String, String> verb : PLURALS.entrySet()) {
        if (prose.english().startsWith(verb.getKey())) {
          return new Text(
              verb.getValue() + prose.english().substring(verb.getKey().length()), prose.chinese());
        }
      }
    }
    return prose;
  }
}
