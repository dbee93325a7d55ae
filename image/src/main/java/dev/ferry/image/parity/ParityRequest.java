package dev.ferry.image.parity;

import dev.ferry.image.tensor.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What to compare.
 *
 * @param left the reference, usually Python
 * @param right what is judged, usually C++
 * @param model path of the model without {@code .json} and {@code .pdiparams}
 * @param inputs a folder of cases
 * @param switches positions of the oneDNN switch, each a run of its own
 * @param threads of one operator
 * @param limits for every output
 * @param timeLimit of one side's run
 */
public record ParityRequest(
    Side left,
    Side right,
    Path model,
    Path inputs,
    List<Onednn> switches,
    int threads,
    Limits limits,
    Duration timeLimit) {
  public ParityRequest {
    switches = List.copyOf(switches);
  }
}
