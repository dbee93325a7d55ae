package dev.ferry.carry.depot;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Held by the one thread of the one process that changes a depot. The kernel gives it back when the
 * process dies.
 */
public final class DepotLock implements AutoCloseable {
  private static final long POLL_MILLISECONDS = 50;

  private final FileChannel channel;

  private DepotLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock, and says so once. */
  static DepotLock acquire(Path file, Progress progress) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean said = false;
      while (!locked(channel)) {
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
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new FerryException(
          Failure.ENVIRONMENT, Text.of("Stopped while waiting for `%s`", "等待 `%s` 时被中断", file));
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException anotherThread) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException released) {
      // The descriptor is gone either way, and with it the lock.
      return;
    }
  }
}
