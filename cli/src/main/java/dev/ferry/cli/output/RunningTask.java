package dev.ferry.cli.output;

import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** A piece of work that has begun, with what is needed to show it. */
final class RunningTask implements Progress.Task {
  /** Totals from here on are bytes: nothing else that Ferry counts becomes so many. */
  private static final long LEAST_BYTES = 10_000;

  private final Text what;
  private final long total;
  private final long began = System.nanoTime();
  private final LongAdder done = new LongAdder();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Consumer<RunningTask> whenEnded;

  RunningTask(Text what, long total, Consumer<RunningTask> whenEnded) {
    this.what = what;
    this.total = total;
    this.whenEnded = whenEnded;
  }

  @Override
  public void advance(long amount) {
    done.add(amount);
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

  double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  /** Bytes or items a second since the work began. */
  double rate() {
    return done() / Math.max(0.001, seconds());
  }
}
