package dev.ferry.carry.depot;

import dev.ferry.bundle.read.Container;
import dev.ferry.bundle.read.Problem;
import dev.ferry.bundle.verify.Verification;
import dev.ferry.bundle.verify.VerifiedBundle;
import dev.ferry.bundle.verify.Verifier;
import dev.ferry.carry.inventory.RootKind;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.LayoutReader;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Durable;
import dev.ferry.store.FileDigest;
import dev.ferry.store.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads every byte of a depot again. A blob that changed is taken out of the store, so that no
 * inventory offers it and the next import brings it; what can be made right with what is here, is.
 */
public final class DepotCheck {
  private final Depot depot;
  private final boolean dryRun;
  private final Progress progress;
  private final SortedMap<Digest, String> damaged = new TreeMap<>();
  private final List<DepotReport.Broken> broken = new ArrayList<>();
  private final List<Text> repaired = new ArrayList<>();
  private final List<Text> remarks = new ArrayList<>();

  private DepotCheck(Depot depot, boolean dryRun, Progress progress) {
    this.depot = depot;
    this.dryRun = dryRun;
    this.progress = progress;
  }

  /**
   * Checks a depot that the caller has locked.
   *
   * @param dryRun whether to change nothing
   */
  public static DepotReport check(Depot depot, boolean dryRun, Progress progress) {
    return new DepotCheck(depot, dryRun, progress).check();
  }

  private DepotReport check() {
    SortedMap<Digest, StoreWalk.Stored> blobs = StoreWalk.blobs(depot.store());
    BlobHashes hashes = BlobHashes.read(blobs.values(), progress);
    blobs.forEach((digest, file) -> blob(digest, file, hashes));
    Bundles bundles = new Bundles(depot);
    for (String name : bundles.names()) {
      bundle(bundles, name, hashes);
    }
    images();
    files();
    ledger();
    return new DepotReport(blobs.size(), hashes.bytes(), damaged, broken, repaired, remarks);
  }

  private void ledger() {
    List<Text> problems = depot.ledger().read().problems();
    if (dryRun || problems.isEmpty()) {
      remarks.addAll(problems);
      return;
    }
    depot.ledger().setAside();
    problems.forEach(
        problem ->
            repaired.add(
                Text.of("%s; it was set aside in `%s`", "%s；已移至 `%s`", problem, Ledger.DAMAGED)));
  }

  private void blob(Digest digest, StoreWalk.Stored file, BlobHashes hashes) {
    if (hashes.of(file).equals(Optional.of(digest))) {
      seal(file.file());
      return;
    }
    damaged.put(digest, "");
    if (!dryRun) {
      try {
        Files.deleteIfExists(file.file());
      } catch (IOException failure) {
        throw DiskFailure.of(failure, file.file());
      }
    }
  }

  /** Touched, but right: the mark that it was hashed is put back. */
  private void seal(Path file) {
    try {
      if (!dryRun && !Seal.holds(Files.getLastModifiedTime(file))) {
        Seal.put(file);
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private void bundle(Bundles bundles, String name, BlobHashes hashes) {
    Path folder = bundles.folder(name);
    Optional<Digest> root = bundles.findRoot(name);
    List<Problem> problems = problems(folder, hashes);
    try {
      StoredBundle stored = bundles.stored(name);
      List<Digest> absent = absent(stored);
      putBack(stored, folder, absent);
      stored
          .names()
          .forEach((path, digest) -> damaged.computeIfPresent(digest, (one, was) -> path));
      if (!absent.isEmpty()) {
        broken.add(new DepotReport.Broken(RootKind.BUNDLE, name, root, absent, List.of()));
      } else if (!problems.isEmpty()) {
        mend(stored, folder, name, problems);
      }
    } catch (FerryException unreadable) {
      List<Problem> all = new ArrayList<>(problems);
      all.add(new Problem(name, unreadable.text()));
      broken.add(new DepotReport.Broken(RootKind.BUNDLE, name, root, List.of(), all));
    }
  }

  private static List<Problem> problems(Path folder, BlobHashes hashes) {
    try {
      Verification answer = Verifier.verify(Container.open(folder), hashes, Progress.NONE);
      return switch (answer) {
        case VerifiedBundle whole -> List.of();
        case Verification.Rejected rejected -> rejected.problems();
      };
    } catch (FerryException noBundle) {
      return List.of(new Problem(folder.getFileName().toString(), noBundle.text()));
    }
  }

  /** In a trial, damaged blobs are still in their place. */
  private List<Digest> absent(StoredBundle stored) {
    List<Digest> absent = new ArrayList<>(stored.absent());
    stored.blobs().keySet().stream()
        .filter(digest -> damaged.containsKey(digest) && !absent.contains(digest))
        .forEach(absent::add);
    return absent;
  }

  /** A blob that is gone from the store may still be in a bundle's folder. */
  private void putBack(StoredBundle stored, Path folder, List<Digest> absent) {
    for (Map.Entry<String, Digest> name : stored.names().entrySet()) {
      Path file =
          folder.resolve(
              name.getValue().equals(StoredBundle.marker()) ? LayoutReader.MARKER : name.getKey());
      if (!dryRun && absent.contains(name.getValue()) && isRight(file, name.getValue())) {
        restore(file, name.getValue());
        absent.remove(name.getValue());
      }
    }
  }

  /** Makes a blob again of a file that has its bytes. */
  private void restore(Path file, Digest digest) {
    try {
      Path blob = depot.store().path(digest);
      Files.createDirectories(blob.getParent());
      BundleFolder.linkOrCopy(/* file= */ blob, /* blob= */ file);
      Seal.put(blob);
      damaged.remove(digest);
      repaired.add(Text.of("`%s` was put back from `%s`", "已由 `%2$s` 恢复 `%1$s`", digest, file));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private static boolean isRight(Path file, Digest digest) {
    try {
      return Files.isRegularFile(file) && FileDigest.of(file).equals(digest);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private void mend(StoredBundle stored, Path folder, String name, List<Problem> problems) {
    if (!dryRun) {
      BundleFolder.mend(stored, folder);
    }
    List<Problem> left = dryRun ? problems : problems(folder, new BlobHashes());
    if (left.isEmpty()) {
      problems.forEach(
          problem ->
              repaired.add(
                  Text.of(
                      "`%s` in `%s` was put right", "已修复 `%2$s` 中的 `%1$s`", problem.path(), name)));
    } else {
      broken.add(
          new DepotReport.Broken(
              RootKind.BUNDLE, name, Optional.of(stored.bundle().root()), List.of(), left));
    }
  }

  private void images() {
    Images images = new Images(depot);
    for (String name : images.names()) {
      try {
        KeptImage image = images.find(name).orElseThrow();
        List<Digest> absent =
            image.blobs().stream()
                .filter(
                    digest -> depot.store().find(digest).isEmpty() || damaged.containsKey(digest))
                .toList();
        absent.forEach(digest -> damaged.replace(digest, "images/" + name));
        if (!isRight(images.recipe(name), image.recipe())) {
          recipe(images, image);
        }
        if (!absent.isEmpty()) {
          broken.add(
              new DepotReport.Broken(
                  RootKind.IMAGE, name, Optional.of(image.recipe()), absent, List.of()));
        }
      } catch (FerryException unreadable) {
        broken.add(
            new DepotReport.Broken(
                RootKind.IMAGE,
                name,
                Optional.empty(),
                List.of(),
                List.of(new Problem(name, unreadable.text()))));
      }
    }
  }

  private void recipe(Images images, KeptImage image) {
    Optional<Path> blob = depot.store().find(image.recipe());
    if (blob.isEmpty() || dryRun) {
      remarks.add(Text.of("`%s` changed", "`%s` 已改变", images.recipe(image.name()).getFileName()));
      return;
    }
    try {
      Durable.write(images.recipe(image.name()), Files.readAllBytes(blob.get()));
      repaired.add(
          Text.of("`%s` was put right", "已修复 `%s`", images.recipe(image.name()).getFileName()));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, images.recipe(image.name()));
    }
  }

  private void files() {
    PlainFiles files = new PlainFiles(depot);
    for (Map.Entry<String, Digest> want : files.remembered().entrySet()) {
      if (!isRight(files.file(want.getKey()), want.getValue())) {
        file(files, want.getKey(), want.getValue());
      } else if (depot.store().find(want.getValue()).isEmpty() && !dryRun) {
        restore(files.file(want.getKey()), want.getValue());
      }
    }
  }

  /** A file that is gone or changed: its blob may still be right. */
  private void file(PlainFiles files, String name, Digest digest) {
    boolean blob = depot.store().find(digest).isPresent() && !damaged.containsKey(digest);
    if (blob && !dryRun && files.mend(name, digest)) {
      repaired.add(Text.of("`%s` was put right", "已修复 `%s`", "files/" + name));
      return;
    }
    damaged.replace(digest, "files/" + name);
    List<Digest> missing = blob ? List.of() : List.of(digest);
    broken.add(
        new DepotReport.Broken(RootKind.FILE, name, Optional.of(digest), missing, List.of()));
  }
}
