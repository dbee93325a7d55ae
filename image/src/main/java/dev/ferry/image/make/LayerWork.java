package dev.ferry.image.make;

import dev.ferry.image.base.BaseLayer;
import dev.ferry.image.make.MadeImage.MadeLayer;
import dev.ferry.image.plan.PlannedLayer;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Makes the layers of a plan on all cores, the largest first. */
final class LayerWork {
  private record Job(int position, long size, Supplier<MadeLayer> work) {}

  private LayerWork() {}

  /** The layers from the lowest up, the base's first. */
  static List<MadeLayer> run(LayerStore layers, PlatformPlan plan, Progress.Task task) {
    List<Job> jobs = new ArrayList<>();
    for (BaseLayer layer : plan.baseLayers()) {
      String made = "ferry: base " + plan.base().digest();
      jobs.add(
          new Job(
              jobs.size(), layer.tarSize(), () -> new MadeLayer(layers.make(layer, task), made)));
    }
    for (PlannedLayer layer : plan.layers()) {
      String made = "ferry: " + layer.kind().id() + " " + layer.name();
      Runnable verification = Assembly.verification(plan.wheels(), layer);
      jobs.add(
          new Job(
              jobs.size(),
              layer.size(),
              () -> new MadeLayer(layers.make(layer, verification, task), made)));
    }
    return run(jobs);
  }

  private static List<MadeLayer> run(List<Job> jobs) {
    int cores = Math.max(1, Runtime.getRuntime().availableProcessors());
    try (ExecutorService executor = Executors.newFixedThreadPool(cores)) {
      Map<Integer, Future<MadeLayer>> running = new HashMap<>();
      jobs.stream()
          .sorted(Comparator.comparingLong(Job::size).reversed())
          .forEach(job -> running.put(job.position(), executor.submit(() -> job.work().get())));
      try {
        List<MadeLayer> made = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
          made.add(Objects.requireNonNull(running.get(i)).get());
        }
        return made;
      } catch (ExecutionException failed) {
        running.values().forEach(future -> future.cancel(true));
        throw unwrapped(failed);
      } catch (InterruptedException stopped) {
        running.values().forEach(future -> future.cancel(true));
        Thread.currentThread().interrupt();
        throw new FerryException(Failure.ENVIRONMENT, Text.of("Interrupted", "已中断"), stopped);
      }
    }
  }

  private static RuntimeException unwrapped(ExecutionException failed) {
    Throwable cause = failed.getCause();
    if (cause instanceof RuntimeException known) {
      return known;
    }
    if (cause instanceof Error severe) {
      throw severe;
    }
    return new IllegalStateException(failed);
  }
}
