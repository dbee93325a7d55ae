package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the deltas of a plan: large ones one after the other, each with two threads of its own, so
 * that memory stays bounded; small ones two at a time.
 */
final class DeltaWork {
  private static final long LARGE = 8_000_000;
  private static final int THREADS = 2;

  private final Sources sources;
  private final DeltaCache cache;
  private final Progress progress;
  private final Map<Digest, Path> made = new ConcurrentHashMap<>();

  DeltaWork(Sources sources, Progress progress) {
    this.sources = sources;
    this.cache = new DeltaCache(sources.store());
    this.progress = progress;
  }

  /** The deltas that are smaller than what they make, by its digest. */
  Map<Digest, Path> make(List<PlannedItem> items) {
    List<PlannedItem> wanted = items.stream().filter(item -> item.base().isPresent()).toList();
    long total = wanted.stream().mapToLong(item -> item.blob().size()).sum();
    Text what = Text.of("Making %s", "生成 %s", Text.count(wanted.size(), "delta", "个差分"));
    try (Progress.Task task = progress.start(what, total)) {
      List<PlannedItem> small = new ArrayList<>();
      for (PlannedItem item : wanted) {
        if (isLarge(item)) {
          make(item, progress, task);
        } else {
          small.add(item);
        }
      }
      together(small, task);
    }
    return made;
  }

  private static boolean isLarge(PlannedItem item) {
    return item.blob().size() > LARGE || item.base().map(Blob::size).orElse(0L) > LARGE;
  }

  private void together(List<PlannedItem> small, Progress.Task task) {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running = new ArrayList<>();
      for (PlannedItem item : small) {
        running.add(threads.submit(() -> make(item, Progress.NONE, task)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof FerryException known
          ? known
          : new IllegalStateException(failure.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new FerryException(
          Failure.ENVIRONMENT, Text.of("Stopped while making deltas", "生成差分时被中断"), stopped);
    }
  }

  private void make(PlannedItem item, Progress told, Progress.Task task) {
    Blob old = item.base().orElseThrow();
    Blob fresh = item.blob();
    Optional<Path> delta = cache.find(old.digest(), fresh.digest());
    if (delta.isEmpty() && !cache.isUseless(old.digest(), fresh.digest())) {
      delta = cache.delta(known(old), known(fresh), told);
    }
    delta.ifPresent(file -> made.put(fresh.digest(), file));
    task.advance(fresh.size());
    delta
        .filter(file -> isLarge(item))
        .ifPresent(
            file ->
                progress.note(
                    Text.of(
                        "`%s`: %s instead of %s",
                        "`%s`：%s，而非 %s",
                        fresh.shown(),
                        new DataSize(DeltaCache.size(file)),
                        new DataSize(fresh.size()))));
  }

  private DeltaCache.Known known(Blob blob) {
    return new DeltaCache.Known(
        sources.file(sources.verified(blob.digest(), blob.size(), blob.shown()), blob.digest()),
        blob.digest());
  }
}
