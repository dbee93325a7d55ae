package dev.ferry.image.parity;

import dev.ferry.image.tensor.Verdict;
import java.util.List;

/**
 * Both sides with one position of the switch.
 *
 * @param onednn the position
 * @param left what the left side says of itself
 * @param right what the right side says of itself
 * @param leftExit exit code of the left side
 * @param rightExit exit code of the right side
 * @param outputs of all cases, sorted by case and output
 */
public record RunReport(
    Onednn onednn,
    SideFacts left,
    SideFacts right,
    int leftExit,
    int rightExit,
    List<OutputReport> outputs) {
  public RunReport {
    outputs = List.copyOf(outputs);
  }

  /** Whether both ended well and no output is beyond the limits. */
  public boolean passed() {
    return leftExit == 0
        && rightExit == 0
        && outputs.stream().noneMatch(output -> output.verdict() == Verdict.DIFFERENT);
  }
}
