package dev.ferry.bundle.verify;

import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.oci.archive.Extent;
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
  private final Map<Object, Optional<Digest>> byIdentity = new ConcurrentHashMap<>();
  private final List<Future<?>> running = new ArrayList<>();
  private final ExecutorService pool =
      Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
  private final ExtentDigests digests;
  private long bytes;

  private Hashes(ExtentDigests digests) {
    this.digests = digests;
  }

  /** Begins to read everything; what cannot be read has no digest. */
  static Hashes start(Collection<Extent> extents, ExtentDigests digests, Progress.Task task) {
    Hashes hashes = new Hashes(digests);
    Map<Object, Extent> distinct = new LinkedHashMap<>();
    extents.forEach(extent -> distinct.putIfAbsent(extent.identity(), extent));
    distinct.values().stream()
        .sorted(Comparator.comparingLong(Extent::size).reversed())
        .forEach(extent -> hashes.begin(extent, task));
    return hashes;
  }

  private void begin(Extent extent, Progress.Task task) {
    bytes += extent.size();
    running.add(pool.submit(() -> byIdentity.put(extent.identity(), digests.digest(extent, task))));
  }

  /** Waits until everything has been read. */
  Hashes await() {
    try {
      for (Future<?> one : running) {
        one.get();
      }
      return this;
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof FerryException known) {
        throw known;
      }
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
}
