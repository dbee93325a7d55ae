package dev.ferry.oci.registry.http;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends a transfer that has stopped, or that crawls: fewer than 64 bytes a second over the whole
 * time for which silence is borne.
 */
final class Stall implements AutoCloseable {
  private static final long LEAST_A_SECOND = 64;
  private static final int LOOKS = 8;
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "registry-silence");
            thread.setDaemon(true);
            return thread;
          });

  private final AtomicLong moved = new AtomicLong();
  private final Duration limit;
  private final Runnable end;
  private final ScheduledFuture<?> looking;
  private long windowStart = System.nanoTime();
  private long windowMoved;
  private volatile boolean happened;

  /**
   * @param end ends the transfer, from another thread
   */
  Stall(Duration limit, Runnable end) {
    this.limit = limit;
    this.end = end;
    long pause = Math.max(1, limit.toMillis() / LOOKS);
    looking = CLOCK.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  void moved(long bytes) {
    moved.addAndGet(bytes);
  }

  boolean happened() {
    return happened;
  }

  private void look() {
    long now = System.nanoTime();
    long total = moved.get();
    long least = Math.max(1, LEAST_A_SECOND * limit.toSeconds());
    if (total - windowMoved >= least) {
      windowStart = now;
      windowMoved = total;
    } else if (now - windowStart >= limit.toNanos()) {
      happened = true;
      close();
      end.run();
    }
  }

  @Override
  public void close() {
    var unused = looking.cancel(false);
  }
}
