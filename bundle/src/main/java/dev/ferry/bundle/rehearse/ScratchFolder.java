package dev.ferry.bundle.rehearse;

import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is gone afterwards. */
record ScratchFolder(Path path) implements AutoCloseable {
  static ScratchFolder in(Path parent) {
    try {
      Files.createDirectories(parent);
      return new ScratchFolder(Files.createTempDirectory(parent.toRealPath(), "rehearsal-"));
    } catch (IOException e) {
      throw DiskFailure.of(e, parent);
    }
  }

  @Override
  public void close() throws IOException {
    Folders.delete(path);
  }
}
