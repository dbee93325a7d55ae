package dev.ferry.python.resolve;

import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.Candidate.Usable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns the solver's numbers into packages. */
final class Harvest {
  private final Rules rules;
  private final Projects projects;
  private final Look look;
  private final SourceBuilds builds;
  private final Declarations declarations;
  private final Map<PackageName, List<Requirement>> requirements = new HashMap<>();
  private final Set<PackageName> requested = new LinkedHashSet<>();

  Harvest(Rules rules, Projects projects, Look look, SourceBuilds builds) {
    this.rules = rules;
    this.projects = projects;
    this.look = look;
    this.builds = builds;
    this.declarations = new Declarations(rules);
  }

  Resolution gather(Map<Node, Integer> versions, PythonUniverse universe) {
    TreeMap<PackageName, Integer> chosen = new TreeMap<>();
    Map<PackageName, SortedSet<String>> extras = new HashMap<>();
    versions.forEach(
        (node, version) -> {
          if (!node.isRoot()) {
            chosen.put(node.name(), version);
            SortedSet<String> used = extras.computeIfAbsent(node.name(), name -> new TreeSet<>());
            if (node.isExtra()) {
              used.add(node.extra());
            }
          }
        });
    for (Request request : rules.asked()) {
      requested.add(request.requirement().name());
      declarations.overridden(request.requirement()).forEach(this::require);
    }
    List<ResolvedPackage> packages = new ArrayList<>();
    List<Correction> corrections = new ArrayList<>();
    List<Text> added = new ArrayList<>();
    for (Map.Entry<PackageName, Integer> one : chosen.entrySet()) {
      Usable usable = usable(one.getKey(), one.getValue());
      for (Correction correction : declarations.corrections(usable.metadata())) {
        corrections.add(correction);
        added.addAll(
            correction.notes(name -> chosen.containsKey(name) && !requested.contains(name)));
      }
      packages.add(resolved(usable, extras.getOrDefault(one.getKey(), new TreeSet<>())));
    }
    added.addAll(notes(chosen, universe));
    return new Resolution(rules.request().target(), packages, corrections, added);
  }

  private void require(Requirement requirement) {
    requirements.computeIfAbsent(requirement.name(), name -> new ArrayList<>()).add(requirement);
  }

  private Usable usable(PackageName name, int version) {
    Project project = projects.load(name);
    if (look.at(project, project.release(version)) instanceof Usable usable) {
      return usable;
    }
    throw new IllegalStateException("a release that cannot be used was chosen: " + name);
  }

  private ResolvedPackage resolved(Usable usable, SortedSet<String> extras) {
    PackageName name = usable.metadata().name();
    TreeSet<PackageName> dependencies = new TreeSet<>();
    List<Requirement> declared = new ArrayList<>(declarations.of(usable.metadata()));
    for (String extra : extras) {
      declared.addAll(declarations.of(usable.metadata(), extra));
    }
    for (Requirement requirement : declared) {
      require(requirement);
      if (!requirement.name().equals(name)) {
        dependencies.add(requirement.name());
      }
    }
    Optional<BuiltWheel> built =
        usable.source() ? Optional.of(build(name, usable.file())) : Optional.empty();
    return new ResolvedPackage(
        name,
        usable.metadata().version(),
        usable.file(),
        usable.metadata(),
        extras,
        List.copyOf(dependencies),
        usable.fit(),
        requested.contains(name),
        built);
  }

  private BuiltWheel build(PackageName name, IndexFile sdist) {
    try {
      return builds.build(sdist, rules.request().target());
    } catch (FerryException failure) {
      if (FailedBuild.isReason(failure)) {
        throw new FailedBuild(name, sdist, failure);
      }
      throw failure;
    }
  }

  private List<Text> notes(Map<PackageName, Integer> chosen, PythonUniverse universe) {
    List<Text> notes = new ArrayList<>(projects.notes());
    notes.addAll(universe.warnings());
    PassedOver passedOver = new PassedOver(rules);
    chosen.forEach(
        (name, version) -> {
          Project project = projects.load(name);
          List<Requirement> on = requirements.getOrDefault(name, List.of());
          notes.addAll(passedOver.notes(project, version, on, requested.contains(name)));
          noteRelease(project, version, notes);
        });
    return notes;
  }

  private void noteRelease(Project project, int number, List<Text> notes) {
    Release release = project.release(number);
    if (release.isYanked()) {
      notes.add(
          Text.of(
              "`%s` %s was yanked (%s) and is taken because it is pinned",
              "`%s` %s 已被撤回 (%s)，因被固定而采用",
              project,
              release.version(),
              Explanation.yankedReason(release)));
    }
    if (project.isPrerelease(number) && !rules.prereleasesAsked(project.name())) {
      notes.add(
          Text.of(
              "`%s` %s is a pre-release; nothing else satisfies",
              "`%s` %s 是预发布版；没有其他满足的版本", project, release.version()));
    }
  }
}
