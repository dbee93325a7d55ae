package dev.ferry.carry.depot;

import dev.ferry.bundle.read.Problem;
import dev.ferry.carry.inventory.RootKind;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.FileDigest;
import dev.ferry.store.LocalBlobStore;
import dev.ferry.store.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a check of a depot has found so far. A trial judges by the same rules as a repair: a blob
 * that would be taken out is absent for it, one that would be put back is here.
 */
final class Findings {
  private final LocalBlobStore store;
  private final boolean dryRun;
  private final SortedMap<Digest, String> damaged = new TreeMap<>();
  private final Set<Digest> restored = new HashSet<>();
  private final List<DepotReport.Broken> broken = new ArrayList<>();
  private final List<Text> repaired = new ArrayList<>();
  private final List<Text> remarks = new ArrayList<>();

  Findings(LocalBlobStore store, boolean dryRun) {
    this.store = store;
    this.dryRun = dryRun;
  }

  boolean isDryRun() {
    return dryRun;
  }

  /** A blob whose bytes are others than its name says: it is taken out. */
  void damaged(Digest digest, Path file) {
    damaged.put(digest, "");
    try {
      if (!dryRun) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** What people call a damaged blob. */
  void name(Digest digest, String name) {
    damaged.replace(digest, name);
  }

  /** Whether a blob is in the store, with the bytes that its name says. */
  boolean has(Digest digest) {
    return restored.contains(digest)
        || (!damaged.containsKey(digest) && store.find(digest).isPresent());
  }

  /**
   * Makes a blob again of a file that has its bytes.
   *
   * @param shared whether both may be one file; a script stays apart, people run it
   */
  void restore(Digest digest, Path file, boolean shared) {
    try {
      if (!dryRun) {
        Path blob = store.path(digest);
        Files.createDirectories(blob.getParent());
        if (shared) {
          BundleFolder.linkOrCopy(/* file= */ blob, /* blob= */ file);
        } else {
          Files.copy(file, blob);
        }
        Seal.put(blob);
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
    damaged.remove(digest);
    restored.add(digest);
    repaired(
        Text.of("`%s` from `%s`", "由 `%2$s` 恢复 `%1$s`", digest, file),
        Text.of("`%s` was put back from `%s`", "已由 `%2$s` 恢复 `%1$s`", digest, file));
  }

  /** Something is put right, or would be. */
  void repaired(Text what, Text done) {
    repaired.add(dryRun ? what : done);
  }

  void broken(RootKind kind, String name, Optional<Digest> digest, List<Digest> missing) {
    broken(kind, name, digest, missing, List.of());
  }

  void broken(
      RootKind kind,
      String name,
      Optional<Digest> digest,
      List<Digest> missing,
      List<Problem> problems) {
    broken.add(new DepotReport.Broken(kind, name, digest, missing, problems));
  }

  void remark(Text what) {
    remarks.add(what);
  }

  DepotReport report(int blobs, long bytes) {
    return new DepotReport(blobs, bytes, damaged, broken, repaired, remarks);
  }

  /** Whether a file has these bytes. */
  static boolean isRight(Path file, Digest digest) {
    try {
      return Files.isRegularFile(file) && FileDigest.of(file).equals(digest);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
