package dev.ferry.image.run;

import dev.ferry.model.DataSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param exitCode as a shell would say it: 128 and the signal's number where a signal ended it
 * @param late whether the time limit ended it
 * @param stdout all that it printed, at most {@link #MOST_OUTPUT} bytes
 * @param stderrEnd its last lines of standard error, for people
 * @param memory the most that its first process had, where it is known
 * @param elapsed wall time, with the start of the runner
 */
@SuppressWarnings("ArrayRecordComponent") // bytes to be read, never compared as a record
public record RunResult(
    int exitCode,
    boolean late,
    byte[] stdout,
    List<String> stderrEnd,
    Optional<DataSize> memory,
    Duration elapsed) {
  /** Most bytes of standard output that are kept. */
  public static final int MOST_OUTPUT = 64 << 20;

  public RunResult {
    stderrEnd = List.copyOf(stderrEnd);
  }

  public boolean passed() {
    return exitCode == 0 && !late;
  }
}
