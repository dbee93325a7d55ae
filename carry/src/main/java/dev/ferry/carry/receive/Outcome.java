package dev.ferry.carry.receive;

import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.Receipt;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.model.Text;
import java.util.List;
import java.util.Optional;

/**
 * What became of one thing that was given to an import.
 *
 * @param result whether anything is left to do
 * @param line the answer in one line
 * @param details further lines: what to bring, what to type
 * @param roots what became of each thing in it
 * @param receipt of a parcel
 */
public record Outcome(
    ImportResult result,
    Text line,
    List<Text> details,
    List<RootReceipt> roots,
    Optional<Receipt> receipt) {
  public Outcome {
    details = List.copyOf(details);
    roots = List.copyOf(roots);
  }

  /** Without further lines and without a receipt. */
  static Outcome of(ImportResult result, Text line, List<RootReceipt> roots) {
    return new Outcome(result, line, List.of(), roots, Optional.empty());
  }
}
