package dev.ferry.image.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Paths that runs opened, executed or asked for, and that exist; symbolic links on the way to them
 * too.
 *
 * @param environment relative to the environment's folder
 * @param system all others, absolute
 */
public record TracedPaths(SortedSet<String> environment, SortedSet<String> system) {
  /** The environment's folder in every image. */
  public static final String ENVIRONMENT = "/opt/ferry/env";

  public TracedPaths {
    environment =
        Collections.unmodifiableSortedSet(new TreeSet<>((java.util.Set<String>) environment));
    system = Collections.unmodifiableSortedSet(new TreeSet<>((java.util.Set<String>) system));
  }

  /** Adds the runner's list: paths between NUL bytes. */
  static void read(Path trace, SortedSet<String> into) {
    try {
      for (String path : new String(Files.readAllBytes(trace), UTF_8).split("\0", -1)) {
        if (!path.isEmpty()) {
          into.add(path);
        }
      }
    } catch (IOException e) {
      throw DiskFailure.of(e, trace);
    }
  }

  /** Sorts paths. What runs wrote themselves, in volumes and temporary folders, is no part. */
  static TracedPaths of(SortedSet<String> paths) {
    SortedSet<String> environment = new TreeSet<>();
    SortedSet<String> system = new TreeSet<>();
    for (String path : paths) {
      if (path.startsWith(ENVIRONMENT + "/")) {
        environment.add(path.substring(ENVIRONMENT.length() + 1));
      } else if (!path.startsWith("/var/lib/ferry/")
          && !path.startsWith("/tmp/")
          && !path.startsWith("/run/")
          && !path.startsWith("/var/tmp/")) {
        system.add(path);
      }
    }
    return new TracedPaths(environment, system);
  }
}
