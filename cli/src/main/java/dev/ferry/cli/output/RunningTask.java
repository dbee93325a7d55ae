package dev.ferry.cli.output;

import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A piece of work that has begun, with what is needed to show it. */
final class RunningTask implements Progress.Task {
  /** Totals from here on are bytes: nothing else that Ferry counts becomes so many. */
  private static final long LEAST_BYTES = 10_000;

  private final Text what;
  private final long total;
  private final LongSupplier clock;
  private final long began;
  private final LongAdder done = new LongAdder();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Consumer<RunningTask> whenEnded;
  private volatile long moved;

  RunningTask(Text what, long total, Consumer<RunningTask> whenEnded) {
    this(what, total, whenEnded, System::nanoTime);
  }

  /**
   * A task.
   *
   * @param clock nanoseconds since some moment
   */
  RunningTask(Text what, long total, Consumer<RunningTask> whenEnded, LongSupplier clock) {
    this.what = what;
    this.total = total;
    this.whenEnded = whenEnded;
    this.clock = clock;
    this.began = clock.getAsLong();
    this.moved = began;
  }

  @Override
  public void advance(long amount) {
    done.add(amount);
    moved = clock.getAsLong();
  }

  @Override
  public void close() {
    if (ended.compareAndSet(false, true)) {
      whenEnded.accept(this);
    }
  }

  Text what() {
    return what;
  }

  /** Zero where unknown. */
  long total() {
    return total;
  }

  long done() {
    return done.sum();
  }

  boolean countsBytes() {
    return Math.max(total, done()) >= LEAST_BYTES;
  }

  /** Since the work began. */
  double seconds() {
    return (clock.getAsLong() - began) / 1e9;
  }

  /** Between the begin and the last step: what a rate may be taken from. */
  double secondsMoving() {
    return (moved - began) / 1e9;
  }
}
