package dev.ferry.bundle.pack;

import dev.ferry.model.Target;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.name.PackageName;
import java.util.Map;

/**
 * One target of a bundle.
 *
 * @param target the machine
 * @param lock its set
 * @param resolvedWith metadata that the resolution believed, where it was made just now
 */
public record PackTarget(Target target, Lock lock, Map<PackageName, Metadata> resolvedWith) {
  public PackTarget {
    resolvedWith = Map.copyOf(resolvedWith);
  }
}
