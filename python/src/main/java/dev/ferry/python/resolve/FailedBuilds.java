package dev.ferry.python.resolve;

import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.name.PackageName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sources that could not be built in this run, so that no later resolution builds them in vain
 * again. Another run tries them anew: a compiler may have come since.
 */
final class FailedBuilds {
  private final Map<Key, FerryException> failures = new ConcurrentHashMap<>();

  private final Map<ProjectKey, List<Text>> projects = new ConcurrentHashMap<>();

  private record Key(IndexFile sdist, String target) {}

  private record ProjectKey(PackageName name, String target) {}

  void add(FailedBuild failed, Target target) {
    failures.put(new Key(failed.sdist(), target.name()), failed.why());
    projects
        .computeIfAbsent(
            new ProjectKey(failed.project(), target.name()), key -> new CopyOnWriteArrayList<>())
        .add(FailedBuild.shortly(failed.why()));
  }

  /** Why sources of a project that were tried for a target cannot be built, the first one first. */
  List<Text> of(PackageName project, Target target) {
    return projects.getOrDefault(new ProjectKey(project, target.name()), List.of());
  }

  /** Why a source cannot be built for a target, if that was tried. */
  Optional<Text> find(IndexFile sdist, Target target) {
    return Optional.ofNullable(failures.get(new Key(sdist, target.name())))
        .map(FailedBuild::shortly);
  }

  /** Advice, where exactly one thing failed. */
  Optional<Text> findHint(Target target) {
    return failures.entrySet().stream()
        .filter(one -> one.getKey().target().equals(target.name()))
        .map(one -> one.getValue().hint())
        .flatMap(Optional::stream)
        .reduce((first, second) -> first.equals(second) ? first : Text.same(""))
        .filter(hint -> !hint.english().isEmpty());
  }
}
