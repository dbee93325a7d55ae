package dev.ferry.bundle.pack;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.python.wheel.EarlyMembers;
import dev.ferry.python.wheel.WheelRecord;
import dev.ferry.python.wheel.WheelRecords;
import dev.ferry.store.Arrival;
import dev.ferry.store.BlobStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Brings what the store lacks and reads every wheel through, the next arriving while one is read,
 * the members of a large one while its rest arrives. What was read once is known by its digest and
 * is not read again.
 */
final class WheelIntake {
  /** Downloads at once; more gain nothing on one host and starve the others. */
  private static final int DOWNLOADS = 6;

  /** The members of wheels from this size on are read while they arrive, bytes. */
  private static final long EARLY = 16 << 20;

  private final BlobStore store;
  private final WheelRecords records;
  private final Fetcher fetcher;
  private final Progress progress;
  private final Semaphore downloads = new Semaphore(DOWNLOADS);
  private final Semaphore readers = new Semaphore(2);
  private final Map<Digest, WheelRecord> read = new ConcurrentHashMap<>();

  WheelIntake(BlobStore store, WheelRecords records, Fetcher fetcher, Progress progress) {
    this.store = store;
    this.records = records;
    this.fetcher = fetcher;
    this.progress = progress;
  }

  /**
   * The records of the plan's wheels by digest; afterwards the store has every file of the plan.
   */
  Map<Digest, WheelRecord> bring(PackPlan plan, Set<Digest> wheels) {
    Set<Digest> missing = new java.util.HashSet<>();
    plan.missing().forEach(file -> missing.add(file.sha256()));
    Text what = Text.of("Downloading %s", "正在下载 %s", Text.count(missing.size(), "file", "个文件"));
    try (Progress.Task task =
            missing.isEmpty() ? Progress.Task.NONE : progress.start(what, plan.download().bytes());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ExecutorCompletionService<Wanted> work = new ExecutorCompletionService<>(threads);
      for (Wanted file : largestFirst(plan)) {
        work.submit(
            () -> {
              bring(file, missing.contains(file.sha256()), wheels.contains(file.sha256()), task);
              return file;
            });
      }
      await(work, plan.files().size(), threads);
    }
    return new TreeMap<>(read);
  }

  private static List<Wanted> largestFirst(PackPlan plan) {
    List<Wanted> files = new ArrayList<>(plan.files());
    files.sort(Comparator.comparingLong((Wanted file) -> file.size().orElse(0)).reversed());
    return files;
  }

  private static void await(
      ExecutorCompletionService<Wanted> work, int count, ExecutorService threads) {
    try {
      for (int i = 0; i < count; i++) {
        work.take().get();
      }
    } catch (ExecutionException failure) {
      threads.shutdownNow();
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException stopped) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
      throw new FerryException(
          Failure.ENVIRONMENT,
          Text.of(
              "Stopped while bringing files; the same command goes on from here",
              "取文件时被中断；重新执行同一命令即可继续"),
          stopped);
    }
  }

  private void bring(Wanted file, boolean missing, boolean wheel, Progress.Task task)
      throws InterruptedException {
    long early = missing && wheel ? file.size().orElse(0) : 0;
    try (EarlyMembers members = records.early(early, file.label())) {
      if (missing) {
        fetch(file, task, early >= EARLY ? members : Arrival.NONE);
      }
      if (wheel) {
        read(file, members);
      }
    }
  }

  private void fetch(Wanted file, Progress.Task task, Arrival arrival) throws InterruptedException {
    downloads.acquire();
    try {
      fetcher.fetch(file, task, arrival);
    } finally {
      downloads.release();
    }
  }

  private void read(Wanted file, EarlyMembers members) throws InterruptedException {
    readers.acquire();
    try {
      read.put(file.sha256(), records.read(path(file), file.sha256(), file.label(), members));
    } finally {
      readers.release();
    }
  }

  private Path path(Wanted file) {
    return store
        .find(file.sha256())
        .orElseThrow(
            () ->
                new FerryException(
                    Failure.SOURCE,
                    Text.of(
                        "Cannot find `%s` (sha256 `%s`): neither the store nor `%s` has it",
                        "无法找到 `%s`（sha256 `%s`）：存储与来源 `%s` 都没有",
                        file.label(),
                        file.sha256().hex(),
                        file.source())));
  }
}
