package dev.ferry.python.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Work that is done once per key, however many ask: the first does it, the others wait for the same
 * result, later ones find it. A failure is not kept.
 */
public final class SingleFlight<K, V> {
  private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

  /** The result for a key; failures are thrown as the work threw them. */
  public V get(K key, Supplier<V> work) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> earlier = flights.putIfAbsent(key, mine);
    if (earlier == null) {
      run(key, mine, work);
      earlier = mine;
    }
    try {
      return earlier.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Starts the work on a virtual thread, unless it is done or under way. */
  public void start(K key, Supplier<V> work) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    if (flights.putIfAbsent(key, mine) == null) {
      Thread.ofVirtual().start(() -> run(key, mine, work));
    }
  }

  /** The result, if it is there already. */
  public Optional<V> find(K key) {
    CompletableFuture<V> flight = flights.get(key);
    if (flight == null || !flight.isDone() || flight.isCompletedExceptionally()) {
      return Optional.empty();
    }
    return Optional.of(flight.join());
  }

  /** Forgets a result, so that the next one who asks does the work again. */
  public void forget(K key) {
    flights.remove(key);
  }

  private void run(K key, CompletableFuture<V> mine, Supplier<V> work) {
    try {
      mine.complete(work.get());
    } catch (Throwable failure) {
      // Whatever it is belongs to those who wait; nobody may wait for ever.
      flights.remove(key, mine);
      mine.completeExceptionally(failure);
    }
  }
}
