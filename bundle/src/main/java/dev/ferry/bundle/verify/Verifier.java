package dev.ferry.bundle.verify;

import dev.ferry.bundle.layout.Form;
import dev.ferry.bundle.layout.Listing;
import dev.ferry.bundle.layout.Piece;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.bundle.read.Container;
import dev.ferry.bundle.read.Problem;
import dev.ferry.model.Digest;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.archive.Extent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a bundle with its root. */
public final class Verifier {
  private static final String BLOBS = "blobs/sha256/";
  private static final String EVIDENCE = "evidence/";

  private final Bundle bundle;
  private final Map<String, Extent> present;
  private final Listing listing;
  private final Hashes hashes;
  private final List<Problem> problems;
  private final List<String> absentTwins = new ArrayList<>();
  private final List<Problem> litter = new ArrayList<>();
  private final List<String> uncovered = new ArrayList<>();

  private Verifier(Bundle bundle, Hashes hashes) {
    this.bundle = bundle;
    this.present = bundle.container().files();
    this.listing = bundle.listing(Form.OCI);
    this.hashes = hashes;
    this.problems = new ArrayList<>(bundle.container().problems());
  }

  /**
   * Verifies a folder or a tar.
   *
   * @throws FerryException only where it cannot be opened at all; what is wrong inside is in the
   *     answer
   */
  public static Verification verify(Path origin, Progress progress) {
    return verify(Container.open(origin), ExtentDigests.READ, progress);
  }

  /**
   * Verifies what was listed, with another way to come to digests.
   *
   * @param digests is asked once for each distinct extent, by several threads at once
   */
  public static Verification verify(Container container, ExtentDigests digests, Progress progress) {
    Collection<Extent> files = container.files().values();
    Text what = Text.of("Verifying %s", "正在校验 %s", container.origin().getFileName());
    // Hashing is what takes long: it runs while the manifests are read.
    try (Progress.Task task = progress.start(what, Hashes.amount(files));
        Hashes hashes = Hashes.start(files, digests, task)) {
      Bundle bundle;
      try {
        bundle = Bundle.of(container);
      } catch (FerryException broken) {
        return unreadable(container, broken);
      }
      return new Verifier(bundle, hashes.await()).answer();
    }
  }

  private static Verification unreadable(Container container, FerryException broken) {
    List<Problem> problems = new ArrayList<>(container.problems());
    problems.add(new Problem(LayoutReader.INDEX, broken.text()));
    return new Verification.Rejected(container.origin(), problems);
  }

  private Verification answer() {
    listing.lines().forEach(this::listed);
    sums();
    problems.addAll(IndexCheck.problems(bundle, hashes));
    present.keySet().stream()
        .filter(path -> !listing.lines().containsKey(path))
        .forEach(this::unlisted);
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparing(Problem::path));
      return new Verification.Rejected(bundle.origin(), problems);
    }
    int checked = listing.lines().size() - absentTwins.size();
    return new VerifiedBundle(bundle, checked, hashes.bytes(), absentTwins, litter, uncovered);
  }

  private void listed(String path, Listing.Line line) {
    Extent extent = present.get(path);
    if (extent != null) {
      compare(path, extent, line);
    } else if (line.cargo() && hasTwin(line)) {
      absentTwins.add(path);
    } else {
      problem(path, Text.of("missing", "缺失"));
    }
  }

  /** Whether any name with these bytes is present; that they are right is checked at that name. */
  private boolean hasTwin(Listing.Line line) {
    if (present.containsKey(LayoutReader.path(line.digest()))) {
      return true;
    }
    return bundle.pieces().stream()
        .filter(piece -> piece.digest().equals(line.digest()))
        .map(Piece::path)
        .anyMatch(present::containsKey);
  }

  private void compare(String path, Extent extent, Listing.Line want) {
    Optional<Digest> got = hashes.digest(extent);
    if (got.isEmpty()) {
      problem(path, Text.of("unreadable", "无法读取"));
    } else if (!got.get().equals(want.digest())) {
      problem(
          path,
          Text.of(
              "got sha256 `%s` (%d bytes), want `%s` (%d bytes)",
              "得到 sha256 `%s`（%d 字节），应为 `%s`（%d 字节）",
              got.get().hex(),
              extent.size(),
              want.digest().hex(),
              want.size()));
    }
  }

  /** The list must be the one that the root gives, for a folder with or without cargo blobs. */
  private void sums() {
    Optional<byte[]> found = bundle.findBytes(Listing.NAME, Listing.LIMIT);
    if (found.isEmpty()) {
      problem(Listing.NAME, Text.of("missing", "缺失"));
    } else if (!Arrays.equals(found.get(), listing.bytes())
        && !Arrays.equals(found.get(), bundle.listing(Form.PLAIN).bytes())) {
      problem(
          Listing.NAME,
          Text.of("differs from what the root `%s` stands for", "与根 `%s` 所代表的内容不同", bundle.root()));
    }
  }

  private void unlisted(String path) {
    if (path.equals(LayoutReader.INDEX) || path.equals(Listing.NAME) || isSignature(path)) {
      return;
    }
    if (path.startsWith(EVIDENCE) && path.endsWith(".json") && path.indexOf('/', 9) < 0) {
      uncovered.add(path);
    } else if (isOwnBlob(path)) {
      return;
    } else if (Litter.is(path)) {
      litter.add(new Problem(path, Text.of("not part of the bundle, ignored", "不属于此包，已忽略")));
    } else {
      problem(path, Text.of("not part of the bundle", "不属于此包"));
    }
  }

  private static boolean isSignature(String path) {
    return path.startsWith(Listing.NAME + ".") && path.endsWith(".sig") && !path.contains("/");
  }

  /** A blob under its own digest harms nobody: evidence and what other tools added. */
  private boolean isOwnBlob(String path) {
    Optional<Digest> named =
        path.startsWith(BLOBS) ? Digest.findHex(path.substring(BLOBS.length())) : Optional.empty();
    Extent extent = present.get(path);
    return named.isPresent() && extent != null && hashes.digest(extent).equals(named);
  }

  private void problem(String path, Text what) {
    problems.add(new Problem(path, what));
  }
}
