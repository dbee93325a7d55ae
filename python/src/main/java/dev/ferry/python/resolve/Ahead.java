package dev.ferry.python.resolve;

import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs ahead of the solver on virtual threads: the first mention of a requirement fetches the page
 * of its project, the page the metadata of the release that will probably be taken, and that
 * metadata the pages of what it names. What is fetched in vain costs a request; what the solver
 * would have waited for costs nothing any more. It changes no answer: the solver finds the same
 * things when it asks, only sooner.
 */
final class Ahead {
  private final Rules rules;
  private final Projects projects;
  private final Look look;
  private final Declarations declarations;
  private final Set<String> mentioned = ConcurrentHashMap.newKeySet();
  private final Map<PackageName, BitSet> wanted = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  Ahead(Rules rules, Projects projects, Look look) {
    this.rules = rules;
    this.projects = projects;
    this.look = look;
    this.declarations = new Declarations(rules);
  }

  /** Starts nothing new; what has begun ends by itself. */
  void stop() {
    stopped = true;
  }

  void mention(Requirement requirement) {
    String key = requirement.name() + "[" + requirement.extras() + "]" + requirement.specifiers();
    if (!stopped && mentioned.add(key)) {
      Thread.startVirtualThread(() -> quietly(() -> follow(requirement)));
    }
  }

  /** Looks at a release that the solver may ask for soon. */
  void look(Project project, Release release) {
    if (!stopped && !release.isLookedAt()) {
      Thread.startVirtualThread(() -> quietly(() -> look.at(project, release)));
    }
  }

  /** A failure is kept where it happened, and the solver meets it if it ever asks for the same. */
  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException kept) {
      // Nobody has asked yet.
    }
  }

  private void follow(Requirement requirement) {
    Project project = projects.load(requirement.name());
    int best = best(project, requirement);
    if (stopped || best < 0) {
      return;
    }
    Candidate found = look.at(project, project.release(best));
    if (found instanceof Candidate.Usable usable) {
      declarations.of(usable.metadata()).forEach(this::mention);
      for (String extra : requirement.extras()) {
        declarations.of(usable.metadata(), extra).forEach(this::mention);
      }
    }
  }

  /** The newest release that everything said so far allows; or what this requirement allows. */
  private int best(Project project, Requirement requirement) {
    BitSet here =
        (BitSet)
            project
                .preferred(requirement.specifiers(), rules.prereleasesAsked(project.name()))
                .clone();
    here.andNot(project.filtered());
    for (Requirement constraint : rules.constraints(project.name())) {
      here.and(project.satisfying(constraint.specifiers()));
    }
    for (int i = here.nextSetBit(0); i >= 0; i = here.nextSetBit(i + 1)) {
      Release release = project.release(i);
      if (release.isYanked() && !rules.isPinned(project.name(), release.version())) {
        here.clear(i);
      }
    }
    BitSet all = wanted.merge(project.name(), here, Ahead::both);
    return Choice.newest(project, all.isEmpty() ? here : all, rules);
  }

  private static BitSet both(BitSet a, BitSet b) {
    BitSet result = (BitSet) a.clone();
    result.and(b);
    return result;
  }
}
