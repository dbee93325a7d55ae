package dev.ferry.bundle.lock;

import dev.ferry.model.Target;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.resolve.Resolution;
import java.util.HashMap;
import java.util.Map;

/**
 * The lock of a target, as it was made or found.
 *
 * @param target the machine
 * @param lock its set
 * @param metadata what the resolution believed about each package; empty for a lock that was found
 */
public record TargetLock(Target target, Lock lock, Map<PackageName, Metadata> metadata) {
  public TargetLock {
    metadata = Map.copyOf(metadata);
  }

  /** A lock that was read from a file. */
  public static TargetLock found(Target target, Lock lock) {
    return new TargetLock(target, lock, Map.of());
  }

  static TargetLock made(Target target, Lock lock, Resolution resolution) {
    Map<PackageName, Metadata> metadata = new HashMap<>();
    resolution.packages().forEach(one -> metadata.put(one.name(), one.metadata()));
    return new TargetLock(target, lock, metadata);
  }
}
