package dev.ferry.bundle.lock;

import dev.ferry.model.Target;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.resolve.Resolution;
import dev.ferry.python.resolve.ResolvedPackage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The lock of a target, as it was made or found.
 *
 * @param target the machine
 * @param lock its set
 * @param metadata what the resolution believed about each package; empty for a lock that was found
 * @param local wheels that lay in a folder of this machine, where they were seen
 */
public record TargetLock(
    Target target, Lock lock, Map<PackageName, Metadata> metadata, Map<PackageName, Path> local) {
  public TargetLock {
    metadata = Map.copyOf(metadata);
    local = Map.copyOf(local);
  }

  /** A lock that was read from a file. */
  public static TargetLock found(Target target, Lock lock) {
    return new TargetLock(target, lock, Map.of(), Map.of());
  }

  static TargetLock made(Target target, Lock lock, Resolution resolution) {
    Map<PackageName, Metadata> metadata = new HashMap<>();
    Map<PackageName, Path> local = new HashMap<>();
    for (ResolvedPackage one : resolution.packages()) {
      metadata.put(one.name(), one.metadata());
      if (one.built().isEmpty() && one.file().isLocal()) {
        local.put(one.name(), Path.of(one.file().location()));
      }
    }
    return new TargetLock(target, lock, metadata, local);
  }
}
