package dev.ferry.bundle.install;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An environment's name, a symbolic link {@code DIR -> .DIR.ferry/<first 12 of the root>-<n>}, and
 * the folder beside it that holds its versions, a lock and {@code previous}, a link to the version
 * before. The same as {@code install.py} keeps.
 */
final class EnvironmentPlace implements AutoCloseable {
  private static final Pattern VERSION = Pattern.compile("[0-9a-f]{12}-[0-9]{1,9}");
  private static final String PREVIOUS = "previous";
  private static final String LOCK = "lock";

  private final Path directory;
  private final Path versions;
  private @Nullable FileChannel lock;

  private EnvironmentPlace(Path directory, Path versions) {
    this.directory = directory;
    this.versions = versions;
  }

  /** The place of a name; its parent is made if it is missing. */
  static EnvironmentPlace of(Path name) throws IOException {
    Path absolute = name.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path last = absolute.getFileName();
    if (parent == null || last == null) {
      throw new FerryException(Failure.USAGE, Text.of("Bad folder name `%s`", "目录名 `%s` 有误", name));
    }
    Files.createDirectories(parent);
    Path real = parent.toRealPath();
    return new EnvironmentPlace(real.resolve(last), real.resolve("." + last + ".ferry"));
  }

  /** The name under which the environment is used. */
  Path directory() {
    return directory;
  }

  /** The folder of a version. */
  Path version(String name) {
    return versions.resolve(name);
  }

  /** The version that the name leads to. */
  Optional<String> findCurrent() throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS) || isEmptyFolder()) {
      return Optional.empty();
    }
    Optional<String> version =
        Files.isSymbolicLink(directory)
            ? named(Files.readSymbolicLink(directory), versions.getFileName())
            : Optional.empty();
    if (version.isEmpty()) {
      throw new FerryException(
          Failure.REFUSED,
          Text.of("`%s` exists and was not made by Ferry", "`%s` 已存在，且不是由 Ferry 创建", directory));
    }
    return version.filter(name -> Files.isDirectory(versions.resolve(name)));
  }

  /** An empty folder under the name gives way to the link. */
  private boolean isEmptyFolder() throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> found = Files.list(directory)) {
      return found.findAny().isEmpty();
    }
  }

  /** The version before the current one. */
  Optional<String> findPrevious() throws IOException {
    Path link = versions.resolve(PREVIOUS);
    if (!Files.isSymbolicLink(link)) {
      return Optional.empty();
    }
    Optional<String> current = findCurrent();
    return named(Files.readSymbolicLink(link), null)
        .filter(name -> Files.isDirectory(versions.resolve(name)))
        .filter(name -> !Optional.of(name).equals(current));
  }

  /** Excludes other runs, and removes what a killed one left. */
  void open() throws IOException {
    Files.createDirectories(versions);
    FileChannel channel =
        FileChannel.open(
            versions.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    lock = channel;
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        clean();
        return;
      }
    } catch (OverlappingFileLockException sameProcess) {
      // another thread of this program holds it
    }
    throw new FerryException(
        Failure.ENVIRONMENT, Text.of("Another run works on `%s`", "另一个进程正在处理 `%s`", directory));
  }

  /** Removes every version but the current one and the one before it. */
  void clean() throws IOException {
    Optional<String> current = findCurrent();
    Optional<String> previous = findPrevious();
    try (Stream<Path> found = Files.list(versions)) {
      for (Path path : found.toList()) {
        String name = String.valueOf(path.getFileName());
        boolean kept = Optional.of(name).equals(current) || Optional.of(name).equals(previous);
        if (!kept && !name.equals(LOCK) && !name.equals(PREVIOUS)) {
          Folders.delete(path);
        }
      }
    }
  }

  /** Makes the empty folder of a new version. */
  String create(Digest root) throws IOException {
    int highest = 0;
    try (Stream<Path> found = Files.list(versions)) {
      for (Path path : found.toList()) {
        String name = String.valueOf(path.getFileName());
        if (VERSION.matcher(name).matches()) {
          highest = Math.max(highest, Integer.parseInt(name.substring(13)));
        }
      }
    }
    String name = root.abbreviated() + "-" + (highest + 1);
    Files.createDirectory(versions.resolve(name));
    return name;
  }

  /** Leads the name to another version; the one it leads to now becomes the previous one. */
  void switchTo(String version) throws IOException {
    Optional<String> before = findCurrent().filter(name -> !name.equals(version));
    Path target = Path.of(String.valueOf(versions.getFileName()), version);
    boolean back = Optional.of(version).equals(findPrevious());
    if (before.isPresent() && !back) {
      link(versions.resolve(PREVIOUS), Path.of(before.get()));
    }
    link(directory, target);
    if (before.isPresent() && back) {
      link(versions.resolve(PREVIOUS), Path.of(before.get()));
    }
  }

  private void link(Path path, Path target) throws IOException {
    Path temporary = versions.resolve("link.new");
    Files.deleteIfExists(temporary);
    Files.createSymbolicLink(temporary, target);
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.delete(path);
    }
    Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    for (Path folder : List.of(versions, directory.resolveSibling("."))) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static Optional<String> named(Path link, @Nullable Path parent) {
    String name = String.valueOf(link.getFileName());
    boolean here = parent == null ? link.getParent() == null : parent.equals(link.getParent());
    return here && VERSION.matcher(name).matches() ? Optional.of(name) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }
}
