package dev.ferry.bundle.install;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs work on all cores. Inflating and hashing keep a core busy, so more threads gain nothing. */
final class Workers implements AutoCloseable {
  private final ExecutorService executor =
      Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors()));

  /** A piece of work. */
  interface Task {
    void run() throws IOException;
  }

  /**
   * Runs all of it, in order of the list where there are fewer cores; the first failure ends it.
   */
  void run(List<Task> tasks) throws IOException {
    List<Future<?>> futures = new ArrayList<>();
    for (Task task : tasks) {
      futures.add(
          executor.submit(
              () -> {
                task.run();
                return null;
              }));
    }
    try {
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException failed) {
      futures.forEach(future -> future.cancel(false));
      rethrow(Objects.requireNonNull(failed.getCause()));
    } catch (InterruptedException stopped) {
      futures.forEach(future -> future.cancel(true));
      Thread.currentThread().interrupt();
      throw new FerryException(Failure.ENVIRONMENT, Text.of("Interrupted", "已中断"), stopped);
    }
  }

  private static void rethrow(Throwable cause) throws IOException {
    switch (cause) {
      case IOException disk -> throw disk;
      case RuntimeException known -> throw known;
      case Error severe -> throw severe;
      default -> throw new IllegalStateException(cause);
    }
  }

  @Override
  public void close() {
    executor.close();
  }
}
