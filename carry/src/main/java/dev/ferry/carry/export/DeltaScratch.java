package dev.ferry.carry.export;

import dev.ferry.store.Folders;
import dev.ferry.store.LocalBlobStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder for a delta that is being made. A locked file in it says that its process lives: the
 * kernel gives the lock back when that process dies, and the next one removes the folder.
 */
final class DeltaScratch implements AutoCloseable {
  private static final String KEY = "delta scratch";
  private static final String USE = "use.lock";

  /** Those of this process: to open and close their locked file would give the lock back. */
  private static final Set<Path> LIVING = ConcurrentHashMap.newKeySet();

  private final LocalBlobStore store;
  private final Path folder;
  private final FileChannel use;

  private DeltaScratch(LocalBlobStore store, Path folder, FileChannel use) {
    this.store = store;
    this.folder = folder;
    this.use = use;
  }

  /** Makes one, after those of the dead are gone. */
  static DeltaScratch open(LocalBlobStore store) throws IOException {
    Path partial = store.root().resolve("partial");
    // Nobody looks at a folder between its making and its locking.
    LocalBlobStore.Hold hold = store.hold(KEY);
    try (hold) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(partial, "delta-*")) {
        for (Path left : folders) {
          if (!isUsed(left)) {
            Folders.delete(left);
          }
        }
      }
      Path folder = Files.createTempDirectory(partial, "delta-");
      FileChannel use = channel(folder);
      use.lock();
      LIVING.add(folder);
      return new DeltaScratch(store, folder, use);
    }
  }

  private static boolean isUsed(Path folder) throws IOException {
    if (LIVING.contains(folder)) {
      return true;
    }
    if (!Files.isRegularFile(folder.resolve(USE))) {
      return false;
    }
    try (FileChannel use = channel(folder);
        FileLock lock = use.tryLock()) {
      return lock == null;
    }
  }

  private static FileChannel channel(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve(USE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    LocalBlobStore.Hold hold = store.hold(KEY);
    try (hold;
        use) {
      Folders.delete(folder);
    } finally {
      LIVING.remove(folder);
    }
  }
}
