package dev.ferry.carry.depot;

import dev.ferry.bundle.read.Problem;
import dev.ferry.carry.inventory.RootKind;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Reads every byte of a depot again. A blob that changed is taken out of the store, so that no
 * inventory offers it and the next import brings it; what can be made right with what is here, is.
 */
public final class DepotCheck {
  private final Depot depot;
  private final Progress progress;
  private final Findings findings;

  private DepotCheck(Depot depot, boolean dryRun, Progress progress) {
    this.depot = depot;
    this.progress = progress;
    this.findings = new Findings(depot.store(), dryRun);
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
    new BundleCheck(new Bundles(depot), hashes, findings).check();
    images();
    files();
    ledger();
    return findings.report(blobs.size(), hashes.bytes());
  }

  private void ledger() {
    List<Text> problems = depot.ledger().read().problems();
    if (!findings.isDryRun() && !problems.isEmpty()) {
      depot.ledger().setAside();
    }
    problems.forEach(
        problem ->
            findings.repaired(
                problem,
                Text.of("%s; it was set aside in `%s`", "%s；已移至 `%s`", problem, Ledger.DAMAGED)));
  }

  private void blob(Digest digest, StoreWalk.Stored file, BlobHashes hashes) {
    if (hashes.of(file).equals(Optional.of(digest))) {
      seal(file.file());
    } else {
      findings.damaged(digest, file.file());
      if (!findings.isDryRun()) {
        // Its number may be another file's next.
        hashes.forget(file);
      }
    }
  }

  /** Touched, but right: the mark that it was hashed is put back. */
  private void seal(Path file) {
    try {
      if (!findings.isDryRun() && !Seal.holds(Files.getLastModifiedTime(file))) {
        Seal.put(file);
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  private void images() {
    Images images = new Images(depot);
    for (String name : images.names()) {
      try {
        image(images, images.find(name).orElseThrow());
      } catch (FerryException unreadable) {
        List<Problem> problems = List.of(new Problem(name, unreadable.text()));
        findings.broken(RootKind.IMAGE, name, Optional.empty(), List.of(), problems);
      }
    }
  }

  private void image(Images images, KeptImage image) {
    List<Digest> absent = image.blobs().stream().filter(digest -> !findings.has(digest)).toList();
    absent.forEach(digest -> findings.name(digest, "images/" + image.name()));
    if (!Findings.isRight(images.recipe(image.name()), image.recipe())) {
      recipe(images, image);
    }
    if (!absent.isEmpty()) {
      findings.broken(RootKind.IMAGE, image.name(), Optional.of(image.recipe()), absent);
    }
  }

  private void recipe(Images images, KeptImage image) {
    Path file = images.recipe(image.name());
    if (!findings.has(image.recipe())) {
      findings.remark(Text.of("`%s` changed", "`%s` 已改变", file.getFileName()));
      return;
    }
    if (!findings.isDryRun()) {
      images.mend(image);
    }
    putRight(String.valueOf(file.getFileName()));
  }

  private void putRight(String what) {
    findings.repaired(
        Text.of("`%s`", "`%s`", what), Text.of("`%s` was put right", "已修复 `%s`", what));
  }

  private void files() {
    PlainFiles files = new PlainFiles(depot);
    for (Map.Entry<String, Digest> want : files.remembered().entrySet()) {
      Path file = files.file(want.getKey());
      if (!Findings.isRight(file, want.getValue())) {
        file(files, want.getKey(), want.getValue());
      } else if (!findings.has(want.getValue())) {
        findings.restore(want.getValue(), file, true);
      }
    }
  }

  /** A file that is gone or changed: its blob may still be right. */
  private void file(PlainFiles files, String name, Digest digest) {
    if (findings.has(digest)) {
      if (!findings.isDryRun()) {
        files.mend(name, digest);
      }
      putRight("files/" + name);
      return;
    }
    findings.name(digest, "files/" + name);
    findings.broken(RootKind.FILE, name, Optional.of(digest), List.of(digest));
  }
}
