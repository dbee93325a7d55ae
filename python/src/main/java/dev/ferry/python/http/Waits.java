package dev.ferry.python.http;

import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says after a few seconds which server keeps everybody waiting; once, until it answers. */
final class Waits implements AutoCloseable {
  private final Map<Object, Wait> waiting = new ConcurrentHashMap<>();
  private final Set<Origin> told = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean watching = new AtomicBoolean();
  private final Progress progress;
  private final Duration patience;
  private volatile boolean closed;

  private record Wait(Origin origin, URI location, long since) {}

  /**
   * @param patience how long a server may be silent before it is named
   */
  Waits(Progress progress, Duration patience) {
    this.progress = progress;
    this.patience = patience;
  }

  /** Begins to wait for an answer. */
  Object begin(Origin origin, URI location) {
    Object token = new Object();
    waiting.put(token, new Wait(origin, location, System.nanoTime()));
    if (!watching.get() && watching.compareAndSet(false, true)) {
      Thread.ofVirtual().name("waits").start(this::watch);
    }
    return token;
  }

  /** The answer came, or was given up. */
  void end(Object token, boolean answered) {
    Wait wait = waiting.remove(token);
    if (answered && wait != null) {
      told.remove(wait.origin());
    }
  }

  private void watch() {
    try {
      while (!closed) {
        Thread.sleep(Math.clamp(patience.toMillis() / 5, 10, 1000));
        waiting.values().forEach(this::tell);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Wait wait) {
    Duration silent = Duration.ofNanos(System.nanoTime() - wait.since());
    if (silent.compareTo(patience) >= 0 && told.add(wait.origin())) {
      progress.note(
          Text.of(
              "`%s` has not answered for %s s; still waiting",
              "`%s` 已有 %s 秒没有应答，仍在等待", Locations.display(wait.location()), silent.toSeconds()));
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
