package dev.ferry.delta.generate;

import dev.ferry.delta.apply.Results;
import dev.ferry.delta.generate.deflate.DeflateProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads, each with its own probe. */
final class Workers implements AutoCloseable {
  private final ExecutorService threads;
  private final ThreadLocal<DeflateProbe> probes;

  Workers(int count, DeflateProbe.Trust trust) {
    probes = ThreadLocal.withInitial(() -> new DeflateProbe(trust));
    threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("probe-", 0).factory());
  }

  /** The probe of the calling thread. */
  DeflateProbe own() {
    return probes.get();
  }

  /** Something to do with one of many. */
  interface Task<T, R> {
    R run(T one) throws IOException;
  }

  /** Does something with each; the results in the same order. */
  <T, R> List<R> each(List<T> all, Task<T, R> task) throws IOException {
    List<Future<R>> begun = new ArrayList<>();
    for (T one : all) {
      begun.add(threads.submit(() -> task.run(one)));
    }
    List<R> done = new ArrayList<>();
    for (Future<R> future : begun) {
      done.add(Results.await(future));
    }
    return done;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
