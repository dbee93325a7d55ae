package dev.ferry.carry.depot;

import dev.ferry.bundle.verify.ExtentDigests;
import dev.ferry.bundle.verify.ExtentReader;
import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.archive.Extent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Digests of the blobs of a store, each inode read once, largest first, on all processors. */
final class BlobHashes implements ExtentDigests {
  private final Map<Object, Optional<Digest>> byInode = new ConcurrentHashMap<>();
  private long bytes;

  /** Reads them all. */
  static BlobHashes read(Collection<StoreWalk.Stored> blobs, Progress progress) {
    BlobHashes hashes = new BlobHashes();
    hashes.bytes = blobs.stream().mapToLong(StoreWalk.Stored::size).sum();
    Text what = Text.of("Checking blobs", "正在检查数据块");
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    try (Progress.Task task = progress.start(what, hashes.bytes);
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      blobs.stream()
          .sorted(Comparator.comparingLong(StoreWalk.Stored::size).reversed())
          .forEach(blob -> running.add(pool.submit(() -> hashes.read(blob, task))));
      for (Future<?> one : running) {
        one.get();
      }
      return hashes;
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while hashing", stopped);
    }
  }

  private void read(StoreWalk.Stored blob, Progress.Task task) {
    Extent extent = new Extent(blob.file(), 0, blob.size(), blob.inode());
    byInode.put(blob.inode(), ExtentReader.digest(extent, task));
  }

  /** Bytes that were read. */
  long bytes() {
    return bytes;
  }

  /** A file that is no longer there. */
  void forget(StoreWalk.Stored blob) {
    byInode.remove(blob.inode());
  }

  Optional<Digest> of(StoreWalk.Stored blob) {
    return byInode.getOrDefault(blob.inode(), Optional.empty());
  }

  /** A file that is a link to a blob is not read again. */
  @Override
  public Optional<Digest> digest(Extent extent, Progress.Task task) {
    Optional<Digest> known = byInode.get(extent.identity());
    return known == null ? ExtentReader.digest(extent, task) : known;
  }
}
