package dev.ferry.cli.output;

import dev.ferry.model.DataSize;
import dev.ferry.model.Text;

/** How far a task is, in words. */
final class Amounts {
  /** Seconds after which work is worth a rate. */
  private static final double SHORTEST = 1;

  /** Seconds after which a rate is worth an estimate. */
  private static final double SETTLED = 3;

  /** An estimate needs this part of the whole to be done. */
  private static final int FEWEST = 50;

  private Amounts() {}

  /**
   * {@code 107.7 MB of 207.4 MB, 23.4 MB/s, 4 s left}; parts that are not known are left out. Work
   * that goes in leaps has no rate: it says how long it has been running instead.
   */
  static Text of(RunningTask task) {
    long done = task.done();
    Text amount =
        task.total() > 0
            ? Text.of("%s of %s", "%s / %s", size(task, done), size(task, task.total()))
            : Text.same(done > 0 ? size(task, done) : "");
    if (task.seconds() < SHORTEST || !task.countsBytes()) {
      return amount;
    }
    double rate = done / Math.max(SHORTEST, task.secondsMoving());
    if (isResting(task) || rate < 1) {
      return Text.of("%s, %s so far", "%s，已用 %s", amount, duration(Math.round(task.seconds())));
    }
    Text fast = Text.of("%s, %s/s", "%s，%s/s", amount, new DataSize(Math.round(rate)));
    long left = task.total() - done;
    // The first steps say little about the rest.
    if (left <= 0 || done < task.total() / FEWEST || task.seconds() < SETTLED) {
      return fast;
    }
    return Text.of("%s, %s left", "%s，剩余 %s", fast, duration(Math.round(Math.ceil(left / rate))));
  }

  /** Whether a step takes long, so that a rate would only fall until it is done. */
  private static boolean isResting(RunningTask task) {
    double rest = task.seconds() - task.secondsMoving();
    return rest > Math.max(SETTLED, task.secondsMoving() / 4);
  }

  private static String size(RunningTask task, long amount) {
    return task.countsBytes() ? new DataSize(amount).toString() : String.valueOf(amount);
  }

  /** {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 10 min}. */
  static String duration(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }
}
