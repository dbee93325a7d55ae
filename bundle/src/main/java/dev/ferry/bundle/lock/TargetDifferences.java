package dev.ferry.bundle.lock;

import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** In what two locks of one environment differ. */
final class TargetDifferences {
  private TargetDifferences() {}

  /** {@code numpy 2.4.6 -> 2.3.5}, {@code +colorama 0.4.6}, {@code -nvidia-nccl}; by name. */
  static List<String> between(Lock first, Lock second) {
    Map<PackageName, Version> before = versions(first);
    Map<PackageName, Version> after = versions(second);
    Map<PackageName, Version> all = new TreeMap<>(before);
    all.putAll(after);
    List<String> differences = new ArrayList<>();
    for (PackageName name : all.keySet()) {
      Version was = before.get(name);
      Version is = after.get(name);
      if (was == null) {
        differences.add("+" + name + " " + is);
      } else if (is == null) {
        differences.add("-" + name);
      } else if (!was.equals(is)) {
        differences.add(name + " " + was + " -> " + is);
      }
    }
    return differences;
  }

  private static Map<PackageName, Version> versions(Lock lock) {
    Map<PackageName, Version> versions = new TreeMap<>();
    for (LockedPackage locked : lock.packages()) {
      versions.put(locked.name(), locked.version());
    }
    return versions;
  }
}
