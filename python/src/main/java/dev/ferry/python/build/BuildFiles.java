package dev.ferry.python.build;

import dev.ferry.store.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The scratch folder of one build, outside HOME and store, and gone afterwards. */
final class BuildFiles implements AutoCloseable {
  private final Path folder;

  private BuildFiles(Path folder) {
    this.folder = folder;
  }

  static BuildFiles create() {
    try {
      Path folder = Files.createTempDirectory("ferry-build-").toRealPath();
      for (String part : new String[] {"home", "tmp", "source", "wheel", "python"}) {
        Files.createDirectory(folder.resolve(part));
      }
      BuildFiles files = new BuildFiles(folder);
      OpenBuilds.add(files);
      return files;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Path folder() {
    return folder;
  }

  /** A place for the wheel, which outlives the folder of the build. */
  static Path temporary() {
    try {
      return Files.createTempFile("ferry-built-", ".whl");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException leftover) {
      throw new UncheckedIOException(leftover);
    }
  }

  /** Puts a file that lies beside this class into a folder. */
  static Path copyResource(String name, Path folder) {
    Path copy = folder.resolve(name);
    try (InputStream resource = BuildFiles.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("resource `" + name + "` is not in the jar");
      }
      Files.copy(resource, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    OpenBuilds.remove(this);
    try {
      Folders.delete(folder);
    } catch (IOException leftover) {
      // A build may leave folders that its owner cannot enter; a leftover in the temporary folder
      // does no harm.
      return;
    }
  }
}
