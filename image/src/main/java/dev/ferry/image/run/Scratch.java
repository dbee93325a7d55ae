package dev.ferry.image.run;

import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder to work in that is gone afterwards, with all that is in it. */
public record Scratch(Path path) implements AutoCloseable {
  /** A new folder below another one, which is made where it is missing. */
  public static Scratch in(Path parent, String prefix) {
    try {
      Files.createDirectories(parent);
      return new Scratch(Files.createTempDirectory(parent.toRealPath(), prefix));
    } catch (IOException e) {
      throw DiskFailure.of(e, parent);
    }
  }

  @Override
  public void close() {
    try {
      Folders.delete(path);
    } catch (IOException e) {
      throw DiskFailure.of(e, path);
    }
  }
}
