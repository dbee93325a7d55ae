package dev.ferry.bundle.verify;

import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.oci.archive.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Digests of many extents, each distinct one read once, largest first, on all processors. Reading
 * goes on while the caller does something else, until {@link #await} or {@link #close}.
 */
final class Hashes implements AutoCloseable {
  /** Two of them, the kernel's copy and ours, stay in a processor's second cache. */
  private static final int CHUNK = 1 << 17;

  private final Map<Object, Optional<Digest>> byIdentity = new ConcurrentHashMap<>();
  private final List<Future<?>> running = new ArrayList<>();
  private final ExecutorService pool =
      Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
  private long bytes;

  private Hashes() {}

  /** Begins to read everything; what cannot be read has no digest. */
  static Hashes start(Collection<Extent> extents, Progress.Task task) {
    Hashes hashes = new Hashes();
    Map<Object, Extent> distinct = new LinkedHashMap<>();
    extents.forEach(extent -> distinct.putIfAbsent(extent.identity(), extent));
    distinct.values().stream()
        .sorted(Comparator.comparingLong(Extent::size).reversed())
        .forEach(extent -> hashes.begin(extent, task));
    return hashes;
  }

  private void begin(Extent extent, Progress.Task task) {
    bytes += extent.size();
    running.add(pool.submit(() -> byIdentity.put(extent.identity(), digest(extent, task))));
  }

  /** Waits until everything has been read. */
  Hashes await() {
    try {
      for (Future<?> one : running) {
        one.get();
      }
      return this;
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while hashing", stopped);
    }
  }

  /** Gives up what has not been read yet. */
  @Override
  public void close() {
    pool.shutdownNow();
    pool.close();
  }

  Optional<Digest> digest(Extent extent) {
    return byIdentity.getOrDefault(extent.identity(), Optional.empty());
  }

  /** Bytes that there are to read: a file with two names counts once. */
  static long amount(Collection<Extent> extents) {
    Map<Object, Long> distinct = new HashMap<>();
    extents.forEach(extent -> distinct.put(extent.identity(), extent.size()));
    return distinct.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Bytes that were read. */
  long bytes() {
    return bytes;
  }

  private static Optional<Digest> digest(Extent extent, Progress.Task task) {
    MessageDigest hash = Digest.sha256();
    byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(1, extent.size()))];
    long done = 0;
    try (FileChannel channel = FileChannel.open(extent.file(), StandardOpenOption.READ)) {
      while (done < extent.size()) {
        int want = (int) Math.min(chunk.length, extent.size() - done);
        int got = channel.read(ByteBuffer.wrap(chunk, 0, want), extent.offset() + done);
        if (got < 0) {
          return Optional.empty();
        }
        hash.update(chunk, 0, got);
        done += got;
        task.advance(got);
      }
      return Optional.of(Digest.from(hash.digest()));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
