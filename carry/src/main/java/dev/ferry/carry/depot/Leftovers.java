package dev.ferry.carry.depot;

import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process that was killed left: names that begin with a dot, and its scratch. */
final class Leftovers {
  private Leftovers() {}

  /**
   * Only the one who holds the depot's lock may do so.
   *
   * @return how many bytes of scratch went
   */
  static long remove(Depot depot) throws IOException {
    List<Path> folders =
        List.of(
            depot.folder(),
            depot.bundles(),
            depot.images(),
            depot.files(),
            depot.parcels(),
            depot.receipts());
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        for (Path child : unfinished(folder)) {
          Folders.delete(child);
        }
      }
    }
    long bytes = 0;
    for (Path one : scratch(depot)) {
      bytes += size(one);
      Folders.delete(one);
    }
    return bytes;
  }

  /** Bytes of the scratch that {@link #remove} would remove. */
  static long scratchSize(Depot depot) throws IOException {
    long bytes = 0;
    for (Path one : scratch(depot)) {
      bytes += size(one);
    }
    return bytes;
  }

  /** Work on parcels, which only the holder of the lock does. */
  private static List<Path> scratch(Depot depot) throws IOException {
    Path folder = depot.folder().resolve("partial");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> child.getFileName().toString().matches("apply-.*|repair-.*\\.part"))
          .toList();
    }
  }

  private static long size(Path path) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static List<Path> unfinished(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> child.getFileName().toString().matches("\\..*\\.part"))
          .toList();
    }
  }
}
