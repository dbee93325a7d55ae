package dev.ferry.python.resolve;

import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.name.PackageName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sources that could not be built in this run, so that no later resolution builds them in vain
 * again. Another run tries them anew: a compiler may have come since.
 */
final class FailedBuilds {
  private final Map<Key, FerryException> failures = new ConcurrentHashMap<>();

  private final Map<ProjectKey, Text> projects = new ConcurrentHashMap<>();

  private record Key(IndexFile sdist, String target) {}

  private record ProjectKey(PackageName name, String target) {}

  void add(FailedBuild failed, Target target) {
    failures.put(new Key(failed.sdist(), target.name()), failed.why());
    projects.putIfAbsent(
        new ProjectKey(failed.project(), target.name()), FailedBuild.shortly(failed.why()));
  }

  /** Why the first source of a project that was tried for a target cannot be built. */
  Optional<Text> findFirst(PackageName project, Target target) {
    return Optional.ofNullable(projects.get(new ProjectKey(project, target.name())));
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
