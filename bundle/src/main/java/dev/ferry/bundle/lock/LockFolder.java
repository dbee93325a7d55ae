package dev.ferry.bundle.lock;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.lock.PylockReader;
import dev.ferry.python.lock.PylockWriter;
import dev.ferry.store.BlobStore;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The locks of an environment: {@code <folder>/targets/<target>/pylock.toml}, and the wheels that
 * were built for them: {@code <folder>/packages/<file>}.
 *
 * @param folder usually that of the spec
 */
public record LockFolder(Path folder) {
  private static final String FILE = "pylock.toml";
  private static final int MOST_BYTES = 64 << 20;

  /** Where the lock of a target lies or would lie. */
  public Path path(String target) {
    return folder.resolve("targets").resolve(target).resolve(FILE);
  }

  /** The lock of a target, if there is one. */
  public Optional<Lock> find(String target) {
    Path file = path(target);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new FerryException(
            Failure.USAGE, Text.of("`%s` is larger than 64 MiB", "`%s` 大于 64 MiB", file));
      }
      return Optional.of(PylockReader.read(bytes, file.toString()));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw DiskFailure.of(e, file);
    }
  }

  /** Every lock there is, by target. */
  public SortedMap<String, Lock> all() {
    SortedMap<String, Lock> locks = new TreeMap<>();
    Path targets = folder.resolve("targets");
    if (!Files.isDirectory(targets)) {
      return locks;
    }
    try (Stream<Path> folders = Files.list(targets)) {
      List<String> names = folders.map(path -> path.getFileName().toString()).toList();
      names.forEach(name -> find(name).ifPresent(lock -> locks.put(name, lock)));
      return locks;
    } catch (IOException e) {
      throw DiskFailure.of(e, targets);
    }
  }

  /**
   * Writes or replaces a lock, whole or not at all. Other installers take a {@code path} even where
   * a {@code url} stands beside it: so only wheels that no web address leads to have one, and a
   * wheel that was built is put where it points, into {@code packages}.
   *
   * @param store has the wheels that were built
   */
  public Path write(TargetLock made, BlobStore store) {
    Path file = path(made.lock().target());
    Path temporary = file.resolveSibling("." + FILE + "." + ProcessHandle.current().pid());
    try {
      Files.createDirectories(file.getParent());
      for (LockedPackage locked : made.lock().packages()) {
        if (locked.built()) {
          store.find(locked.sha256()).ifPresent(blob -> bring(blob, locked));
        }
      }
      String text = PylockWriter.write(made.lock(), wheel -> place(made, wheel));
      try {
        Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
        return Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw DiskFailure.of(e, file);
    }
  }

  private Optional<String> place(TargetLock made, LockedPackage wheel) {
    if (wheel.url().isPresent()) {
      return Optional.empty();
    }
    Path local = made.local().get(wheel.name());
    Path place = local == null ? packages(wheel) : local;
    Path from = folder.resolve("targets").resolve(made.lock().target());
    return Optional.of(
        from.toAbsolutePath()
            .normalize()
            .relativize(place.toAbsolutePath().normalize())
            .toString());
  }

  private Path packages(LockedPackage wheel) {
    return folder.resolve("packages").resolve(wheel.file());
  }

  private void bring(Path blob, LockedPackage wheel) {
    Path place = packages(wheel);
    Path temporary = place.resolveSibling("." + wheel.file() + "." + ProcessHandle.current().pid());
    try {
      Files.createDirectories(place.getParent());
      try {
        Files.copy(blob, temporary, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
            temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw DiskFailure.of(e, place);
    }
  }
}
