package dev.ferry.cli.output;

import dev.ferry.model.DataSize;
import dev.ferry.model.Text;

/** How far a task is, in words. */
final class Amounts {
  private Amounts() {}

  /** {@code 107.7 MB of 207.4 MB, 23.4 MB/s, 4 s left}; parts that are not known are left out. */
  static Text of(RunningTask task) {
    long done = task.done();
    Text amount =
        task.total() > 0
            ? Text.of("%s of %s", "%s / %s", size(task, done), size(task, task.total()))
            : Text.same(done > 0 ? size(task, done) : "");
    if (!task.countsBytes() || task.seconds() < 0.5) {
      return amount;
    }
    String rate = new DataSize(Math.round(task.rate())) + "/s";
    long left = task.total() - done;
    if (left <= 0 || task.rate() < 1) {
      return Text.of("%s, %s", "%s，%s", amount, rate);
    }
    String time = duration(Math.round(Math.ceil(left / task.rate())));
    return Text.of("%s, %s, %s left", "%s，%s，剩余 %s", amount, rate, time);
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
