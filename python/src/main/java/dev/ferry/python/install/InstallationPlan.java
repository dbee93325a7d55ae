package dev.ferry.python.install;

import dev.ferry.model.Text;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that an installation writes.
 *
 * @param files by path, relative to the environment's folder
 * @param warnings what a person should know: two packages with one path
 */
public record InstallationPlan(SortedMap<String, PlannedFile> files, List<Text> warnings) {
  public InstallationPlan {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    warnings = List.copyOf(warnings);
  }

  /** Folders that the files need, parents before children. */
  public SortedSet<String> folders() {
    SortedSet<String> folders = new TreeSet<>();
    for (String path : files.keySet()) {
      int slash = path.lastIndexOf('/');
      while (slash > 0 && folders.add(path.substring(0, slash))) {
        slash = path.lastIndexOf('/', slash - 1);
      }
    }
    return folders;
  }

  /** Sum of the files' sizes, bytes. */
  public long size() {
    return files.values().stream().mapToLong(file -> file.content().size()).sum();
  }
}
