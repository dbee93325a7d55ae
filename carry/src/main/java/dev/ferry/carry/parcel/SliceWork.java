package dev.ferry.carry.parcel;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Does the same with many slices on all cores, one buffer of a slice for each. */
final class SliceWork {
  private static final int MOST_WORKERS = 8;

  private SliceWork() {}

  /** What is done with one slice. */
  interface Step {
    /**
     * Does it.
     *
     * @param number from 0
     * @param buffer of one slice's size, for this thread
     */
    void run(int number, byte[] buffer);
  }

  /** How many threads there are at most. */
  static int workers() {
    return Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
  }

  /** Ends when every number from 0 to {@code count} was done; the first failure ends all. */
  static void run(int count, Step step) {
    int workers = Math.min(workers(), count);
    if (workers <= 1) {
      drain(new AtomicInteger(), count, step);
      return;
    }
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
      for (int i = 0; i < workers; i++) {
        running.add(threads.submit(() -> drain(next, count, step)));
      }
      for (Future<?> worker : running) {
        await(worker, next, count);
      }
    }
  }

  private static void await(Future<?> worker, AtomicInteger next, int count) {
    try {
      worker.get();
    } catch (ExecutionException failed) {
      next.set(count);
      if (failed.getCause() instanceof FerryException known) {
        throw known;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      next.set(count);
      Thread.currentThread().interrupt();
      throw new FerryException(Failure.ENVIRONMENT, Text.of("Interrupted", "已中断"), interrupted);
    }
  }

  private static void drain(AtomicInteger next, int count, Step step) {
    byte[] buffer = new byte[PartLayout.SLICE];
    for (int number = next.getAndIncrement();
        number < count && number >= 0;
        number = next.getAndIncrement()) {
      step.run(number, buffer);
    }
  }
}
