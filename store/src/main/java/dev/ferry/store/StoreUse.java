package dev.ferry.store;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that a process uses a store, so that nobody cleans it meanwhile. Held from the first use
 * until the process ends, shared with all other users; {@link StoreCleaner} needs it alone.
 */
final class StoreUse {
  private static final ConcurrentHashMap<Path, FileLock> SHARED = new ConcurrentHashMap<>();

  private StoreUse() {}

  static void share(Path root) {
    SHARED.computeIfAbsent(
        root,
        folder -> {
          Path file = folder.resolve("use.lock");
          try {
            FileChannel channel =
                FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return channel.lock(0, Long.MAX_VALUE, true);
          } catch (IOException failure) {
            throw DiskFailure.of(failure, file);
          }
        });
  }

  /** The store for the caller alone; close the channel to give it back. */
  static FileChannel exclusive(Path root) {
    Path file = root.resolve("use.lock");
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (findLock(channel)) {
        return channel;
      }
      channel.close();
      throw inUse(root);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private static boolean findLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException thisProcess) {
      return false;
    }
  }

  private static FerryException inUse(Path root) {
    return new FerryException(
            Failure.ENVIRONMENT,
            Text.of(
                "Cannot clean the store `%s`: another Ferry is using it",
                "无法清理存储 `%s`：另一个 Ferry 正在使用", root))
        .hint(Text.of("Try again when it has ended", "请等待其结束后重试"));
  }
}
