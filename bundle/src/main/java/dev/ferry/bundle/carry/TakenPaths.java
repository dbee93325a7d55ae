package dev.ferry.bundle.carry;

import dev.ferry.model.Target;
import dev.ferry.python.install.EnvironmentPrefix;
import dev.ferry.python.install.InstallationPlan;
import dev.ferry.python.install.InstallationPlanner;
import dev.ferry.python.install.PlannedWheel;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Paths of an environment that are spoken for, relative to its folder. */
public final class TakenPaths {
  private final Set<String> files = new HashSet<>();
  private final Set<String> folders = new HashSet<>();

  private TakenPaths() {}

  /** What the installer writes whatever is installed. */
  static TakenPaths own(Target target, boolean carriesInterpreter) {
    return planned(target, List.of(), carriesInterpreter);
  }

  /**
   * What the installer writes.
   *
   * @param carriesInterpreter whether a Python of the bundle may be unpacked into the environment
   */
  public static TakenPaths planned(
      Target target, Collection<PlannedWheel> wheels, boolean carriesInterpreter) {
    // Where the environment will be and what runs it change no path.
    EnvironmentPrefix prefix =
        new EnvironmentPrefix(
            "/environment",
            target.python(),
            "/usr/bin/python3",
            target.python().version(),
            new TreeMap<>(),
            List.of());
    InstallationPlan plan = InstallationPlanner.plan(prefix, List.copyOf(wheels));
    TakenPaths taken = new TakenPaths();
    plan.files().keySet().forEach(taken::add);
    taken.add(InstallationPlanner.REPORT);
    taken.add(prefix.sitePackages() + "/ferry_env.pth");
    if (carriesInterpreter) {
      taken.add("interpreter");
    }
    return taken;
  }

  /** Takes a path for a file. */
  void add(String path) {
    files.add(path);
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      folders.add(path.substring(0, slash));
    }
  }

  /** What keeps a file from being there. */
  Optional<String> findClash(String path) {
    return folders.contains(path) ? Optional.of(path + "/") : findFileAbove(path);
  }

  /** What keeps a folder from being there. */
  Optional<String> findFileAbove(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (files.contains(path.substring(0, slash))) {
        return Optional.of(path.substring(0, slash));
      }
    }
    return files.contains(path) ? Optional.of(path) : Optional.empty();
  }
}
