package dev.ferry.python.resolve;

import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.solve.Universe;
import dev.ferry.python.version.VersionSpecifier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Python's packages as the solver's universe.
 *
 * <p>There are two moods. At first a requirement takes pre-releases, and sources that need a
 * compiler, only where nothing else satisfies it, so that no conflict elsewhere can make the solver
 * reach for one. Only if that has no solution are they allowed everywhere ({@code relaxed}), still
 * after everything else.
 */
final class PythonUniverse implements Universe<Node, Reason> {
  private static final int[] STEPS = {5, 15, 35, 85};
  private static final int[] LOOKED_AT = {10, 20, 50, 50};

  private final Rules rules;
  private final Projects projects;
  private final Look look;
  private final Ahead ahead;
  private final Declarations declarations;
  private final boolean relaxed;
  private final Set<String> pinsSeen;
  private final Quarrels quarrels = new Quarrels();
  private final Map<Node, Integer> tries = new HashMap<>();
  private final Set<Text> warnings = new LinkedHashSet<>();

  private PythonUniverse(
      Rules rules, Projects projects, Look look, Ahead ahead, boolean relaxed, Set<String> pins) {
    this.rules = rules;
    this.projects = projects;
    this.look = look;
    this.ahead = ahead;
    this.declarations = new Declarations(rules);
    this.relaxed = relaxed;
    this.pinsSeen = pins;
  }

  PythonUniverse(Rules rules, Projects projects, Look look, Ahead ahead) {
    this(rules, projects, look, ahead, false, new HashSet<>());
  }

  /**
   * The same world in the second mood, where withdrawn releases that anything pins may be taken.
   */
  PythonUniverse relaxed() {
    return new PythonUniverse(rules, projects, look, ahead, true, Set.copyOf(pinsSeen));
  }

  Set<Text> warnings() {
    return warnings;
  }

  @Override
  public int versionCount(Node node) {
    if (node.isRoot()) {
      return 1;
    }
    quarrels.mention(node.name());
    return projects.load(node.name()).size();
  }

  @Override
  public List<Excluded<Reason>> excluded(Node node) {
    if (node.isRoot()) {
      return List.of();
    }
    Project project = projects.load(node.name());
    List<Excluded<Reason>> result = new ArrayList<>();
    BitSet filtered = project.filtered();
    for (int i = 0; i < project.size(); i++) {
      if (project.release(i).isYanked() && !mayBeYanked(project, i)) {
        filtered.set(i);
      }
    }
    if (!filtered.isEmpty()) {
      result.add(new Excluded<>(filtered, new Reason.Filtered(project)));
    }
    if (!node.isExtra()) {
      addConstraints(project, result);
    }
    return result;
  }

  private boolean mayBeYanked(Project project, int number) {
    String version = project.release(number).version().toString();
    return rules.isPinned(project.name(), project.release(number).version())
        || (relaxed && pinsSeen.contains(project.name() + "==" + version));
  }

  private void addConstraints(Project project, List<Excluded<Reason>> to) {
    for (Requirement constraint : rules.constraints(project.name())) {
      BitSet outside = new BitSet();
      outside.set(0, project.size());
      outside.andNot(project.satisfying(constraint.specifiers()));
      if (!outside.isEmpty()) {
        to.add(new Excluded<>(outside, new Reason.Bounded(constraint)));
      }
    }
  }

  @Override
  public Node next(Collection<Node> undecided, State<Node> state) {
    return quarrels.next(undecided);
  }

  @Override
  public Optional<Node> conflict(Node affected, Collection<Node> culprits) {
    if (affected.isRoot()) {
      return Optional.empty();
    }
    List<PackageName> names = new ArrayList<>();
    for (Node culprit : culprits) {
      if (!culprit.isRoot()) {
        names.add(culprit.name());
      }
    }
    return quarrels.conflict(affected.name(), names).map(Node::of);
  }

  @Override
  public int choose(Node node, BitSet allowed, State<Node> state) {
    if (node.isRoot()) {
      return 0;
    }
    if (node.isExtra()) {
      OptionalInt base = state.decided(Node.of(node.name()));
      if (base.isPresent() && allowed.get(base.getAsInt())) {
        return base.getAsInt();
      }
    }
    Project project = projects.load(node.name());
    lookFurther(node, project, allowed);
    return Choice.newest(project, allowed, rules);
  }

  /** After some rejections, more releases are looked at together. */
  private void lookFurther(Node node, Project project, BitSet allowed) {
    int tried = tries.merge(node, 1, Integer::sum);
    for (int step = 0; step < STEPS.length; step++) {
      if (tried == STEPS[step]) {
        int left = LOOKED_AT[step];
        for (int i = allowed.length() - 1; i >= 0 && left > 0; i = allowed.previousSetBit(i - 1)) {
          // Reading a source may mean building it: never on suspicion.
          if (!project.release(i).wheels().isEmpty()) {
            ahead.look(project, project.release(i));
            left--;
          }
        }
      }
    }
  }

  @Override
  public Answer<Node, Reason> dependencies(Node node, int version) {
    if (node.isRoot()) {
      return new Answer.Needs<>(rootNeeds());
    }
    Project project = projects.load(node.name());
    Candidate candidate = look.at(project, project.release(version));
    return switch (candidate) {
      case Candidate.Useless useless -> new Answer.Rejected<>(new Reason.Rejected(useless.why()));
      case Candidate.Usable usable ->
          node.isExtra()
              ? extraNeeds(node, version, usable)
              : needs(declarations.of(usable.metadata()));
    };
  }

  private List<Need<Node, Reason>> rootNeeds() {
    List<Need<Node, Reason>> needs = new ArrayList<>();
    for (Request request : rules.asked()) {
      declarations.overridden(request.requirement()).forEach(ahead::mention);
    }
    for (Request request : rules.asked()) {
      for (Requirement one : declarations.overridden(request.requirement())) {
        add(one, new Reason.Asked(one, request.origin()), needs);
      }
    }
    return needs;
  }

  private Answer<Node, Reason> extraNeeds(Node node, int version, Candidate.Usable usable) {
    if (!usable.metadata().providesExtras().contains(node.extra())) {
      warnings.add(
          Text.of(
              "`%s` %s has no extra `%s`",
              "`%s` %s 没有 extra `%s`", node.name(), usable.metadata().version(), node.extra()));
    }
    Answer<Node, Reason> declared = needs(declarations.of(usable.metadata(), node.extra()));
    if (declared instanceof Answer.Needs<Node, Reason> needs) {
      BitSet same = new BitSet();
      same.set(version);
      List<Need<Node, Reason>> all = new ArrayList<>();
      all.add(new Need<>(Node.of(node.name()), same, new Reason.SameRelease()));
      all.addAll(needs.needs());
      return new Answer.Needs<>(all);
    }
    return declared;
  }

  private Answer<Node, Reason> needs(List<Requirement> declared) {
    List<Need<Node, Reason>> needs = new ArrayList<>();
    declared.forEach(ahead::mention);
    for (Requirement requirement : declared) {
      if (requirement.url().isPresent() && rules.findUrl(requirement.name()).isEmpty()) {
        return new Answer.Rejected<>(
            new Reason.Rejected(new Unusable.UrlDependency(requirement.toString())));
      }
      add(requirement, new Reason.Declared(requirement.withMarker(MARKER)), needs);
    }
    return new Answer.Needs<>(needs);
  }

  private static final dev.ferry.python.marker.Marker MARKER =
      dev.ferry.python.marker.Marker.always();

  private void add(Requirement requirement, Reason reason, List<Need<Node, Reason>> to) {
    Project project = projects.load(requirement.name());
    notePins(project, requirement);
    BitSet allowed =
        relaxed
            ? project.satisfying(requirement.specifiers())
            : project.preferred(
                requirement.specifiers(), rules.prereleasesAsked(requirement.name()));
    for (Node node : Declarations.nodes(requirement)) {
      to.add(new Need<>(node, allowed, reason));
    }
  }

  private void notePins(Project project, Requirement requirement) {
    for (VersionSpecifier clause : requirement.specifiers().clauses()) {
      if (Rules.isPin(clause)) {
        quarrels.pin(requirement.name());
        if (!relaxed) {
          BitSet pinned = project.satisfying(requirement.specifiers());
          for (int i = pinned.nextSetBit(0); i >= 0; i = pinned.nextSetBit(i + 1)) {
            pinsSeen.add(project.name() + "==" + project.release(i).version());
          }
        }
      }
    }
  }
}
