package dev.ferry.carry.depot;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one thread of the one process that changes a depot. The kernel gives it back when the
 * process dies.
 */
public final class DepotLock implements AutoCloseable {
  private static final long POLL_MILLISECONDS = 50;

  private final @Nullable FileChannel channel;
  private long freed;

  private DepotLock(@Nullable FileChannel channel) {
    this.channel = channel;
  }

  void freed(long bytes) {
    freed = bytes;
  }

  /** Bytes of scratch of killed processes that went when the lock was taken. */
  public long freed() {
    return freed;
  }

  /** Waits for the lock, and says so once. */
  static DepotLock acquire(Path file, Progress progress) {
    try {
      return waitFor(
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE),
          file,
          false,
          progress);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /**
   * The same for readers, of whom there may be several. A copy that has no such file has no
   * writers.
   */
  static DepotLock share(Path file, Progress progress) {
    try {
      return waitFor(FileChannel.open(file, StandardOpenOption.READ), file, true, progress);
    } catch (NoSuchFileException untouched) {
      return new DepotLock(null);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private static DepotLock waitFor(
      FileChannel channel, Path file, boolean shared, Progress progress) throws IOException {
    try {
      boolean said = false;
      while (!isLocked(channel, shared)) {
        if (!said) {
          progress.note(
              Text.of(
                  "Waiting for another Ferry that uses `%s`",
                  "正在等待使用 `%s` 的另一个 Ferry", file.getParent()));
          said = true;
        }
        Thread.sleep(POLL_MILLISECONDS);
      }
      return new DepotLock(channel);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new FerryException(
          Failure.ENVIRONMENT, Text.of("Stopped while waiting for `%s`", "等待 `%s` 时被中断", file));
    }
  }

  private static boolean isLocked(FileChannel channel, boolean shared) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
    } catch (OverlappingFileLockException anotherThread) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException released) {
      // The descriptor is gone either way, and with it the lock.
      return;
    }
  }
}
