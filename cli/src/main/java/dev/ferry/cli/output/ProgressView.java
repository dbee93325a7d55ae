package dev.ferry.cli.output;

import dev.ferry.model.Text;
import java.time.Duration;
import java.util.List;

/** One look of progress. Calls come one at a time. */
interface ProgressView {
  /** How often {@link #show} is wanted. */
  Duration interval();

  void began(RunningTask task);

  /** Shows what is running, oldest first, at least one. */
  void show(List<RunningTask> running);

  void ended(RunningTask task);

  void note(Text message);

  void warn(Text message);

  /** Leaves the stream ready for other lines. */
  void clear();
}
