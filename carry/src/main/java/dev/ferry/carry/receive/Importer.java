package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.DepotLock;
import dev.ferry.carry.depot.LedgerEntry;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes what a person names into a depot. */
public final class Importer {
  private final ImportRequest request;
  private final Progress progress;
  private final List<Path> bundles = new ArrayList<>();
  private final List<Path> parts = new ArrayList<>();

  private Importer(ImportRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * Imports everything, in the order: bundles, then parcels. Whatever was kept stays kept when a
   * later one fails.
   *
   * @throws FerryException of kind VERIFICATION or REFUSED for a bundle that is not kept,
   *     ENVIRONMENT for the disk; what became of parcels is in the answer
   */
  public static List<Outcome> run(ImportRequest request, Progress progress) {
    Importer importer = new Importer(request, progress);
    for (Path path : request.paths()) {
      (Sources.isBundle(path) ? importer.bundles : importer.parts).add(path);
    }
    return request.dryRun() ? importer.tried() : importer.run();
  }

  private List<Outcome> run() {
    if (!parts.isEmpty() && !Depot.is(request.depot())) {
      // Nothing is made where there is nothing to import.
      Parcels.requireSomething(parts);
    }
    Depot depot = Depot.openOrMake(request.depot(), progress);
    DepotLock lock = depot.lock(progress);
    try (lock) {
      request.site().ifPresent(depot::belongTo);
      List<Outcome> outcomes = new ArrayList<>();
      for (Path path : bundles) {
        outcomes.add(bundle(depot, path));
      }
      Parcels parcels = Parcels.taking(depot, request, progress);
      if (!parts.isEmpty()) {
        outcomes.addAll(parcels.take(parts));
      }
      outcomes.addAll(parcels.resume());
      return outcomes;
    }
  }

  private Outcome bundle(Depot depot, Path path) {
    BundleImport taking = new BundleImport(depot, progress);
    RootReceipt root = taking.take(path, request.as());
    if (root.state() == RootState.KEPT || !isKnown(depot, root)) {
      depot
          .ledger()
          .append(
              new LedgerEntry(
                  now(),
                  LedgerEntry.Event.IMPORT,
                  Sources.shown(path),
                  Optional.empty(),
                  ImportResult.COMPLETE,
                  List.of(root)));
    }
    return taking.outcome(root);
  }

  /** Whether the ledger has it: a run that was killed before its last step left no line. */
  private static boolean isKnown(Depot depot, RootReceipt root) {
    return depot.ledger().read().entries().stream()
        .flatMap(entry -> entry.roots().stream())
        .anyMatch(
            known ->
                known.kind() == root.kind()
                    && known.name().equals(root.name())
                    && known.digest().equals(root.digest()));
  }

  /** The same questions in the same order, to a depot that is only read. */
  private List<Outcome> tried() {
    Depot depot = Depot.forTrial(request.depot());
    DepotLock lock = depot.share(progress);
    try (lock) {
      Stock stock = new Stock(depot);
      List<Outcome> outcomes = new ArrayList<>();
      BundleTrial trial = new BundleTrial(depot, stock, progress);
      for (Path path : bundles) {
        outcomes.add(trial.take(path, request.as()));
      }
      Parcels parcels = Parcels.trying(depot, request, stock, progress);
      if (!parts.isEmpty()) {
        outcomes.addAll(parcels.take(parts));
      }
      outcomes.addAll(parcels.resume());
      return outcomes;
    }
  }

  /** The present time as documents say it. */
  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
