package dev.ferry.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts what a store holds and removes what has not been used for long. */
public final class StoreCleaner {
  private final Path root;

  public StoreCleaner(Path root) {
    this.root = root;
  }

  /** A number of files and their bytes; shared inodes count each time. */
  public record Amount(long files, long bytes) {
    Amount plus(long size) {
      return new Amount(files + 1, bytes + size);
    }
  }

  /** What each folder of the store holds, by its name, in order of name. */
  public Map<String, Amount> amounts() {
    Map<String, Amount> amounts = new TreeMap<>();
    walk(
        (file, attributes) ->
            amounts.merge(
                area(file), new Amount(1, attributes.size()), (a, b) -> a.plus(attributes.size())));
    return amounts;
  }

  /**
   * Removes files.
   *
   * @param unusedSince removes only what was neither written nor linked since then; everything
   *     where empty. Bundles keep their own links and lose nothing
   * @return what was removed, by folder
   * @throws dev.ferry.model.FerryException when another process uses the store
   */
  public Map<String, Amount> clean(Optional<Instant> unusedSince) {
    return clean(unusedSince, file -> false);
  }

  /**
   * The same, except for some files.
   *
   * @param keep files that stay, by their paths relative to the store
   */
  public Map<String, Amount> clean(Optional<Instant> unusedSince, Predicate<Path> keep) {
    Map<String, Amount> removed = new TreeMap<>();
    if (!Files.isDirectory(root)) {
      return removed;
    }
    FileChannel alone = StoreUse.exclusive(root);
    try (alone) {
      walk(
          (file, attributes) -> {
            boolean unused = unusedSince.isEmpty() || lastUse(file).isBefore(unusedSince.get());
            if (unused && !keep.test(root.relativize(file))) {
              Files.delete(file);
              removed.merge(
                  area(file),
                  new Amount(1, attributes.size()),
                  (a, b) -> a.plus(attributes.size()));
            }
          });
      return removed;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, root);
    }
  }

  /** The inode's change time: writing, sealing and linking move it, and nobody can set it back. */
  private static Instant lastUse(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("unix")) {
      return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
    }
    return Files.getLastModifiedTime(file).toInstant();
  }

  private String area(Path file) {
    Path relative = root.relativize(file);
    return relative.getNameCount() < 2 ? "" : relative.getName(0).toString();
  }

  @FunctionalInterface
  private interface Visit {
    void file(Path file, BasicFileAttributes attributes) throws IOException;
  }

  private void walk(Visit visit) {
    if (!Files.isDirectory(root)) {
      return;
    }
    try {
      Files.walkFileTree(root, new Walker(visit));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, root);
    }
  }

  private final class Walker extends SimpleFileVisitor<Path> {
    private final Visit visit;

    Walker(Visit visit) {
      this.visit = visit;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!area(file).isEmpty()) {
        visit.file(file, attributes);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
