package dev.ferry.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A lock by file name, against other threads and other processes. The kernel releases it when the
 * process dies. It has a file of its own because POSIX record locks vanish as soon as any other
 * descriptor of the locked file is closed in the same process, and that file stays: a lock on a
 * removed name would guard nothing.
 */
final class FileGuard implements AutoCloseable {
  private static final ConcurrentHashMap<Path, Semaphore> HELD = new ConcurrentHashMap<>();
  private static final long POLL_MILLISECONDS = 50;

  private final Path path;
  private final Semaphore threads;
  private final FileChannel channel;

  private FileGuard(Path path, Semaphore threads, FileChannel channel) {
    this.path = path;
    this.threads = threads;
    this.channel = channel;
  }

  /** Waits for the lock. */
  static FileGuard acquire(Path path) throws IOException, InterruptedException {
    Semaphore threads = HELD.computeIfAbsent(path, p -> new Semaphore(1));
    threads.acquire();
    try {
      while (true) {
        FileChannel channel = findLocked(path);
        if (channel != null) {
          return new FileGuard(path, threads, channel);
        }
        Thread.sleep(POLL_MILLISECONDS);
      }
    } catch (Throwable failure) {
      threads.release();
      throw failure;
    }
  }

  /** The lock if nobody has it. */
  static @Nullable FileGuard tryAcquire(Path path) throws IOException {
    Semaphore threads = HELD.computeIfAbsent(path, p -> new Semaphore(1));
    if (!threads.tryAcquire()) {
      return null;
    }
    FileChannel channel = null;
    try {
      channel = findLocked(path);
    } finally {
      if (channel == null) {
        threads.release();
      }
    }
    return channel == null ? null : new FileGuard(path, threads, channel);
  }

  private static @Nullable FileChannel findLocked(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
      return locked ? channel : null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException unlocked) {
      // The descriptor is gone either way, and with it the lock.
      throw DiskFailure.of(unlocked, path);
    } finally {
      threads.release();
    }
  }
}
