package dev.ferry.carry.depot;

import dev.ferry.carry.inventory.RootKind;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.Digest;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Durable;
import dev.ferry.store.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The other files of a depot, each a link to its blob. */
public final class PlainFiles {
  private final Depot depot;

  public PlainFiles(Depot depot) {
    this.depot = depot;
  }

  /** Their names, in order. */
  public List<String> names() {
    return Depot.names(depot.files());
  }

  public Path file(String name) {
    return depot.files().resolve(name);
  }

  /** What the ledger says that each is, by name. */
  SortedMap<String, Digest> remembered() {
    SortedMap<String, Digest> digests = new TreeMap<>();
    for (LedgerEntry entry : depot.ledger().read().entries()) {
      for (RootReceipt root : entry.roots()) {
        if (root.kind() != RootKind.FILE) {
          continue;
        }
        if (entry.event() == LedgerEntry.Event.REMOVE) {
          digests.remove(root.name());
        } else if (root.state() == RootState.KEPT) {
          digests.put(root.name(), root.digest());
        }
      }
    }
    return digests;
  }

  /** What each is, by name: its blob's digest by the inode, else its own. */
  public SortedMap<String, Digest> digests() {
    SortedMap<String, Digest> digests = new TreeMap<>();
    List<String> names = names();
    if (names.isEmpty()) {
      return digests;
    }
    SortedMap<Digest, StoreWalk.Stored> blobs = StoreWalk.blobs(depot.store());
    for (String name : names) {
      digests.put(name, digest(file(name), blobs));
    }
    return digests;
  }

  private static Digest digest(Path file, SortedMap<Digest, StoreWalk.Stored> blobs) {
    try {
      for (var blob : blobs.entrySet()) {
        if (Files.size(file) == blob.getValue().size()
            && Files.isSameFile(file, blob.getValue().file())) {
          return blob.getKey();
        }
      }
      return FileDigest.of(file);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** What a file of that name is. */
  public Optional<Digest> find(String name) {
    Path file = file(name);
    return Files.isRegularFile(file)
        ? Optional.of(digest(file, StoreWalk.blobs(depot.store())))
        : Optional.empty();
  }

  /** Fails where a name belongs to another file. */
  public void requireFree(String name, Digest digest) {
    Optional<Digest> there = find(name);
    // What the ledger knows by this name was damaged since, and may be made right.
    if (there.isPresent()
        && !there.get().equals(digest)
        && !digest.equals(remembered().get(name))) {
      throw Images.taken(name, there.get(), digest);
    }
  }

  /**
   * Keeps a file whose blob is here.
   *
   * @return whether it was not there before, or damaged
   * @throws dev.ferry.model.FerryException of kind REFUSED where the name belongs to another file
   */
  public boolean place(String name, Digest digest) {
    DepotName.checked(name);
    requireFree(name, digest);
    if (find(name).equals(Optional.of(digest))) {
      return false;
    }
    link(name, depot.store().find(digest).orElseThrow());
    return true;
  }

  /**
   * Makes the link again of a file that is gone, or changed, and whose blob is here.
   *
   * @return whether that was to be done
   */
  boolean mend(String name, Digest digest) {
    Optional<Path> blob = depot.store().find(digest);
    if (blob.isEmpty() || find(name).equals(Optional.of(digest))) {
      return false;
    }
    link(name, blob.get());
    return true;
  }

  private void link(String name, Path blob) {
    Path file = file(name);
    try {
      Files.createDirectories(depot.files());
      Path staged = depot.files().resolve("." + name + ".part");
      Files.deleteIfExists(staged);
      BundleFolder.linkOrCopy(staged, blob);
      Durable.move(staged, file);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  void remove(String name) throws IOException {
    Files.deleteIfExists(file(name));
    Durable.force(depot.files());
  }
}
