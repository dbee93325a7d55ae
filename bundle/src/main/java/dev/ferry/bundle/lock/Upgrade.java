package dev.ferry.bundle.lock;

import dev.ferry.python.name.PackageName;
import dev.ferry.python.version.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which versions of an earlier lock may move although they still hold.
 *
 * @param everything whether all may
 * @param names those that may
 */
public record Upgrade(boolean everything, Set<PackageName> names) {
  /** Versions are kept while they can be. */
  public static final Upgrade NOTHING = new Upgrade(false, Set.of());

  public Upgrade {
    names = Set.copyOf(names);
  }

  /** The versions that stay preferred. */
  Map<PackageName, Version> keep(Map<PackageName, Version> versions) {
    Map<PackageName, Version> kept = new HashMap<>(everything ? Map.of() : versions);
    kept.keySet().removeAll(names);
    return kept;
  }
}
