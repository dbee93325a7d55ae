package dev.ferry.python.resolve;

import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.index.IndexFile;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sources that could not be built in this run, so that no later resolution builds them in vain
 * again. Another run tries them anew: a compiler may have come since.
 */
final class FailedBuilds {
  private final Map<Key, FerryException> failures = new ConcurrentHashMap<>();

  private record Key(IndexFile sdist, String target) {}

  void add(IndexFile sdist, Target target, FerryException why) {
    failures.put(new Key(sdist, target.name()), why);
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
