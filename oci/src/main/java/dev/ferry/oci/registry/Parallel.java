package dev.ferry.oci.registry;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The same for many things, a few at a time; the first failure ends it all. */
final class Parallel {
  /** Connections to one registry. */
  private static final int AT_ONCE = 4;

  private Parallel() {}

  static <T, R> List<R> map(Collection<T> things, Function<T, R> work) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<R>> results = new ArrayList<>();
      things.forEach(thing -> results.add(threads.submit(() -> work.apply(thing))));
      List<R> done = new ArrayList<>();
      for (Future<R> result : results) {
        done.add(result.get());
      }
      return done;
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new FerryException(Failure.ENVIRONMENT, Text.of("Stopped", "已中断"), stopped);
    } finally {
      threads.shutdownNow();
    }
  }
}
