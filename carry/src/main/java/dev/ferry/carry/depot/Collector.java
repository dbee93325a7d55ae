package dev.ferry.carry.depot;

import dev.ferry.carry.inventory.RootKind;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Removes what nothing in a depot needs. */
public final class Collector {
  private final Depot depot;
  private final boolean dryRun;

  private Collector(Depot depot, boolean dryRun) {
    this.depot = depot;
    this.dryRun = dryRun;
  }

  /**
   * What was removed, or would be.
   *
   * @param roots that were given up
   * @param blobs how many
   * @param size of the blobs and of what was left half-way
   * @param kept how many blobs stay
   */
  public record Removed(List<RootReceipt> roots, int blobs, DataSize size, int kept) {
    public Removed {
      roots = List.copyOf(roots);
    }
  }

  /**
   * Cleans a depot that the caller has locked.
   *
   * @param drop names of bundles, images and files that are given up
   * @param dryRun whether to say only what would go
   */
  public static Removed collect(Depot depot, List<String> drop, boolean dryRun) {
    return new Collector(depot, dryRun).collect(drop);
  }

  private Removed collect(List<String> drop) {
    List<RootReceipt> gone = new ArrayList<>();
    for (String name : drop) {
      gone.addAll(rootsOf(name));
    }
    // What stays is found before anything goes: who cannot be read stops everything.
    Set<Digest> needed = Needed.of(depot, new HashSet<>(drop));
    try {
      drop(gone);
      return sweep(gone, needed);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, depot.folder());
    }
  }

  private List<RootReceipt> rootsOf(String name) {
    List<RootReceipt> roots = new ArrayList<>();
    Bundles bundles = new Bundles(depot);
    if (bundles.names().contains(name)) {
      Digest digest = bundles.findRoot(name).orElse(Digest.of(new byte[0]));
      roots.add(new RootReceipt(RootKind.BUNDLE, name, digest, RootState.PRESENT));
    }
    new Images(depot)
        .find(name)
        .ifPresent(
            image ->
                roots.add(
                    new RootReceipt(RootKind.IMAGE, name, image.recipe(), RootState.PRESENT)));
    Optional.ofNullable(new PlainFiles(depot).digests().get(name))
        .ifPresent(
            digest -> roots.add(new RootReceipt(RootKind.FILE, name, digest, RootState.PRESENT)));
    if (roots.isEmpty()) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "Cannot drop `%s`: the depot has %s",
              "无法移除 `%s`：仓库中有 %s", name, String.join(", ", bundles.names())));
    }
    return roots;
  }

  private void drop(List<RootReceipt> gone) throws IOException {
    if (dryRun || gone.isEmpty()) {
      return;
    }
    // First: what the ledger does not name any more is nobody's loss if this ends in between.
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    depot
        .ledger()
        .append(
            new LedgerEntry(
                now, LedgerEntry.Event.REMOVE, "", Optional.empty(), ImportResult.COMPLETE, gone));
    for (RootReceipt root : gone) {
      switch (root.kind()) {
        case BUNDLE -> new Bundles(depot).remove(root.name());
        case IMAGE -> new Images(depot).remove(root.name());
        case FILE -> new PlainFiles(depot).remove(root.name());
      }
    }
  }

  private Removed sweep(List<RootReceipt> gone, Set<Digest> needed) throws IOException {
    SortedMap<Digest, StoreWalk.Stored> blobs = StoreWalk.blobs(depot.store());
    long bytes = partial();
    int removed = 0;
    for (Map.Entry<Digest, StoreWalk.Stored> blob : blobs.entrySet()) {
      if (!needed.contains(blob.getKey())) {
        removed++;
        bytes += blob.getValue().size();
        if (!dryRun) {
          Files.deleteIfExists(blob.getValue().file());
        }
      }
    }
    return new Removed(gone, removed, new DataSize(bytes), blobs.size() - removed);
  }

  /** What killed runs left on its way into the store. */
  private long partial() throws IOException {
    long bytes = 0;
    Path folder = depot.folder().resolve("partial");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).filter(Collector::isNoRepair).toList()) {
        bytes += Files.size(file);
        if (!dryRun) {
          Files.deleteIfExists(file);
        }
      }
    }
    return bytes + Leftovers.scratchSize(depot);
  }

  /** Those are scratch, and counted there. */
  private static boolean isNoRepair(Path file) {
    return !file.getFileName().toString().startsWith("repair-");
  }
}
