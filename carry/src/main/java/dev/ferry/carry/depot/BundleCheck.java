package dev.ferry.carry.depot;

import dev.ferry.bundle.read.Bundle;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the bundles of a depot with their roots and their blobs. Each file is judged for itself:
 * a blob that is missing keeps no other file of the bundle from being put right.
 */
final class BundleCheck {
  private final Bundles bundles;
  private final BlobHashes hashes;
  private final Findings findings;

  BundleCheck(Bundles bundles, BlobHashes hashes, Findings findings) {
    this.bundles = bundles;
    this.hashes = hashes;
    this.findings = findings;
  }

  /** Blobs come back first: what one bundle has may be what another lacks. */
  void check() {
    bundles.names().forEach(this::putBack);
    bundles.names().forEach(this::check);
  }

  /** A blob that is gone from the store may still be in a bundle's folder. */
  private void putBack(String name) {
    StoredBundle stored;
    try {
      stored = bundles.stored(name);
    } catch (FerryException unreadable) {
      // It is told when its files are judged.
      return;
    }
    for (Map.Entry<String, Digest> file : stored.names().entrySet()) {
      Digest digest = file.getValue();
      String path = digest.equals(StoredBundle.marker()) ? LayoutReader.MARKER : file.getKey();
      Path place = bundles.folder(name).resolve(path);
      if (!findings.has(digest) && Findings.isRight(place, digest)) {
        findings.restore(digest, place, !BundleFolder.isScript(path));
      }
    }
  }

  private void check(String name) {
    List<Problem> problems = problems(name);
    StoredBundle stored;
    try {
      stored = bundles.stored(name);
    } catch (FerryException unreadable) {
      List<Problem> all = new ArrayList<>(problems);
      all.add(new Problem(name, unreadable.text()));
      findings.broken(RootKind.BUNDLE, name, bundles.findRoot(name), List.of(), all);
      return;
    }
    List<Digest> absent =
        stored.blobs().keySet().stream().filter(digest -> !findings.has(digest)).toList();
    stored.names().forEach((path, digest) -> findings.name(digest, path));
    List<Problem> left = mended(stored, name, problems);
    if (!absent.isEmpty() || !left.isEmpty()) {
      Optional<Digest> root = Optional.of(stored.bundle().root());
      findings.broken(RootKind.BUNDLE, name, root, absent, left);
    }
  }

  /** Puts right what can be, or says what would be; what is wrong besides is given back. */
  private List<Problem> mended(StoredBundle stored, String name, List<Problem> problems) {
    Path folder = bundles.folder(name);
    Set<String> wrong = BundleFolder.wrong(stored, folder, findings::has);
    for (String path : wrong) {
      findings.repaired(
          Text.of("`%s` in `%s`", "`%2$s` 中的 `%1$s`", path, name),
          Text.of("`%s` in `%s` was put right", "已修复 `%2$s` 中的 `%1$s`", path, name));
    }
    boolean mending = !wrong.isEmpty() && !findings.isDryRun();
    if (mending) {
      BundleFolder.mend(stored, folder, findings::has);
    }
    return (mending ? problems(name) : problems)
        .stream().filter(problem -> isLeft(problem, stored, folder, wrong)).toList();
  }

  /** Problems of files whose blob is missing are told by the blob. */
  private boolean isLeft(Problem problem, StoredBundle stored, Path folder, Set<String> wrong) {
    Digest digest = stored.names().get(problem.path());
    boolean missing = digest != null && !findings.has(digest);
    boolean mended =
        wrong.stream()
            .anyMatch(path -> path.equals(problem.path()) || problem.path().startsWith(path + "/"));
    // Without its documents nothing is read of a folder; they are blobs, and judged as such.
    boolean unread = problem.path().equals(LayoutReader.INDEX) && !isReadable(folder);
    return !missing && !mended && !unread;
  }

  private static boolean isReadable(Path folder) {
    try {
      Bundle.open(folder);
      return true;
    } catch (FerryException broken) {
      return false;
    }
  }

  private List<Problem> problems(String name) {
    try {
      Container container = Container.open(bundles.folder(name));
      Verification answer = Verifier.verify(container, hashes, Progress.NONE);
      return switch (answer) {
        case VerifiedBundle whole -> List.of();
        case Verification.Rejected rejected -> rejected.problems();
      };
    } catch (FerryException noBundle) {
      return List.of(new Problem(name, noBundle.text()));
    }
  }
}
