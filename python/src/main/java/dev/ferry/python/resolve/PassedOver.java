package dev.ferry.python.resolve;

import dev.ferry.model.Text;
import dev.ferry.python.requirement.Requirement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Newer releases that would satisfy every requirement and were not taken, and why: what a person
 * would otherwise wonder about.
 */
final class PassedOver {
  private final Rules rules;

  PassedOver(Rules rules) {
    this.rules = rules;
  }

  /**
   * Notes about one project.
   *
   * @param chosen the release that was taken
   * @param requirements everything that the set requires of the project
   * @param requested whether it was asked for; of what is only needed, only what was found inside
   *     wheels is worth a note
   */
  List<Text> notes(Project project, int chosen, List<Requirement> requirements, boolean requested) {
    Map<String, BitSet> versions = new LinkedHashMap<>();
    Map<String, Unusable> reasons = new LinkedHashMap<>();
    for (int i = project.size() - 1; i > chosen; i--) {
      Unusable why = why(project, i);
      if (why != null && satisfies(project, i, requirements) && isWorth(why, requested)) {
        versions.computeIfAbsent(why.key(), key -> new BitSet()).set(i);
        reasons.put(why.key(), why);
      }
    }
    List<Text> notes = new ArrayList<>();
    for (Map.Entry<String, BitSet> group : versions.entrySet()) {
      Unusable why = reasons.get(group.getKey());
      if (why != null) {
        notes.add(note(project, chosen, group.getValue(), why));
      }
    }
    return notes;
  }

  private static Text note(Project project, int chosen, BitSet versions, Unusable why) {
    return Text.of(
        "`%s` %s passed over: %s; %s chosen",
        "`%s` 跳过 %s：%s；选用 %s",
        project,
        VersionRuns.of(project, versions),
        why.prose(),
        project.release(chosen).version());
  }

  private static @Nullable Unusable why(Project project, int number) {
    Release release = project.release(number);
    if (release.unusable() != null) {
      return release.unusable();
    }
    return release.findCandidate() instanceof Candidate.Useless useless ? useless.why() : null;
  }

  private boolean satisfies(Project project, int number, List<Requirement> requirements) {
    if (project.isPrerelease(number) && !rules.prereleasesAsked(project.name())) {
      return false;
    }
    for (Requirement requirement : requirements) {
      if (!project.satisfying(requirement.specifiers()).get(number)) {
        return false;
      }
    }
    for (Requirement constraint : rules.constraints(project.name())) {
      if (!project.satisfying(constraint.specifiers()).get(number)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWorth(Unusable why, boolean requested) {
    return switch (why) {
      case Unusable.Unfit unfit -> true;
      case Unusable.NeedsBuild build -> true;
      case Unusable.BuildForbidden forbidden -> true;
      case Unusable.NoSource source -> requested;
      case Unusable.BadMetadata bad -> true;
      case Unusable.NoTag tag -> requested;
      case Unusable.RequiresPython python -> requested;
      case Unusable.UrlDependency url -> requested;
      case Unusable.Unhashed unhashed -> requested;
      case Unusable.NoUploadTime time -> false;
      case Unusable.TooNew date -> false;
      case Unusable.Yanked yanked -> false;
      case Unusable.HashNotListed hash -> false;
    };
  }
}
