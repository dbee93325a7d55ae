package dev.ferry.carry.depot;

import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process that was killed left under a name that begins with a dot. */
final class Leftovers {
  private Leftovers() {}

  /** Only the one who holds the depot's lock may do so. */
  static void remove(Depot depot) throws IOException {
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
  }

  private static List<Path> unfinished(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> child.getFileName().toString().matches("\\..*\\.part"))
          .toList();
    }
  }
}
