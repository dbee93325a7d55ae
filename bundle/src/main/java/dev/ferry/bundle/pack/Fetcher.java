package dev.ferry.bundle.pack;

import dev.ferry.model.Progress;
import dev.ferry.store.Arrival;

/** Brings files into the store. Called from several threads at once. */
@FunctionalInterface
public interface Fetcher {
  /**
   * Brings one file. When it returns, the store has the digest.
   *
   * @param task advanced by the bytes that arrive
   * @throws dev.ferry.model.FerryException where no place has it, or other bytes came
   */
  void fetch(Wanted wanted, Progress.Task task);

  /**
   * The same; one that can tells where the bytes lie while they come.
   *
   * @param arrival told of them; never, where the file is not downloaded
   */
  default void fetch(Wanted wanted, Progress.Task task, Arrival arrival) {
    fetch(wanted, task);
  }
}
