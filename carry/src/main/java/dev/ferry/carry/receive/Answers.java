package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.InventoryMaker;
import dev.ferry.carry.depot.LedgerEntry;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.Missing;
import dev.ferry.carry.receipt.Receipt;
import dev.ferry.carry.receipt.ReceiptFile;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.Durable;
import java.util.List;
import java.util.Optional;

/** Enters what became of a parcel in the ledger, and writes its receipt. */
final class Answers {
  private final Depot depot;
  private final ImportRequest request;

  Answers(Depot depot, ImportRequest request) {
    this.depot = depot;
    this.request = request;
  }

  /** The answer to a parcel of which something was taken. */
  Outcome taken(Taken taken) {
    boolean superseded = taken.later().isPresent();
    boolean kept = taken.roots().stream().anyMatch(root -> root.state() == RootState.KEPT);
    if (!superseded || kept) {
      enter(taken, superseded ? ImportResult.REFUSED : taken.result());
    }
    Receipt receipt = written(taken.contents(), taken.result(), taken.roots(), taken.missing());
    boolean oneLine = superseded && taken.result() == ImportResult.COMPLETE && !kept;
    return new Outcome(
        taken.result(),
        AnswerLines.line(taken),
        oneLine ? List.of() : AnswerLines.details(depot, taken, false),
        taken.roots(),
        Optional.of(receipt));
  }

  /** A parcel of which a name belongs to a later one is never finished, though nothing is wrong. */
  private void enter(Taken taken, ImportResult result) {
    depot
        .ledger()
        .append(
            new LedgerEntry(
                Importer.now(),
                LedgerEntry.Event.IMPORT,
                taken.from(),
                Optional.of(taken.contents().name()),
                result,
                taken.roots()));
  }

  /** The answer to a parcel that is all here: one line, and what was damaged and is right now. */
  Outcome repeated(Contents contents, LedgerEntry before, List<Text> mended) {
    List<RootReceipt> roots = Reception.present(before);
    Receipt receipt = written(contents, ImportResult.COMPLETE, roots, Missing.NOTHING);
    return new Outcome(
        ImportResult.COMPLETE,
        Reception.repeatedLine(contents, before),
        mended.stream().map(line -> Text.of("  %s", "  %s", line)).toList(),
        roots,
        Optional.of(receipt));
  }

  private Receipt written(
      Contents contents, ImportResult result, List<RootReceipt> roots, Missing missing) {
    Optional<String> typed =
        missing.isNothing()
            ? Optional.empty()
            : Optional.of(Requests.typed(contents.goods(), missing));
    Receipt receipt =
        new Receipt(
            contents.name().id(),
            contents.name().exporter(),
            contents.name().site(),
            contents.name().number(),
            Importer.now(),
            result,
            roots,
            missing,
            typed,
            Optional.of(InventoryMaker.make(depot, request.names(), Progress.NONE)));
    Durable.write(depot.receipts().resolve(receipt.parcel() + ".json"), ReceiptFile.bytes(receipt));
    return receipt;
  }
}
