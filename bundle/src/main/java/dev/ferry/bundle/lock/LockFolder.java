package dev.ferry.bundle.lock;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.PylockReader;
import dev.ferry.python.lock.PylockWriter;
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
 * The locks of an environment: {@code <folder>/targets/<target>/pylock.toml}.
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

  /** Writes or replaces a lock, whole or not at all. */
  public Path write(Lock lock) {
    Path file = path(lock.target());
    Path temporary = file.resolveSibling("." + FILE + "." + ProcessHandle.current().pid());
    try {
      Files.createDirectories(file.getParent());
      try {
        Files.write(temporary, PylockWriter.write(lock).getBytes(StandardCharsets.UTF_8));
        return Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw DiskFailure.of(e, file);
    }
  }
}
