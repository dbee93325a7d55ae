package dev.ferry.python.resolve;

import dev.ferry.python.version.Version;
import java.util.BitSet;

/** Which of several possible releases is tried first. */
final class Choice {
  private Choice() {}

  /**
   * The version to keep if there is one; else the newest release; pre-releases only when asked for
   * or when nothing else is left, and sources that need a compiler last.
   *
   * @return -1 if there is nothing to choose from
   */
  static int newest(Project project, BitSet allowed, Rules rules) {
    Version preferred = rules.request().preferences().get(project.name());
    if (preferred != null) {
      int kept = find(project, allowed, preferred);
      if (kept >= 0) {
        return kept;
      }
    }
    boolean prereleases = rules.prereleasesAsked(project.name());
    int best = -1;
    int bestRank = Integer.MAX_VALUE;
    for (int i = allowed.length() - 1; i >= 0 && bestRank > 0; i = allowed.previousSetBit(i - 1)) {
      int rank =
          (project.isLastResort(i) ? 2 : 0) + (!prereleases && project.isPrerelease(i) ? 1 : 0);
      if (rank < bestRank) {
        best = i;
        bestRank = rank;
      }
    }
    return best;
  }

  private static int find(Project project, BitSet allowed, Version version) {
    for (int i = allowed.nextSetBit(0); i >= 0; i = allowed.nextSetBit(i + 1)) {
      if (project.release(i).version().equals(version)) {
        return i;
      }
    }
    return -1;
  }
}
