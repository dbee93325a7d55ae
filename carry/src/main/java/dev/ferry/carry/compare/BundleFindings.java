package dev.ferry.carry.compare;

import dev.ferry.bundle.layout.Piece;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.oci.Descriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Findings about files of the bundle that belong to no package, and about its statements. */
final class BundleFindings {
  /** What a node runs before and while it installs. */
  private static final Set<String> SCRIPTS = Set.of("install.sh", "install.py", "verify.sh");

  /** The bill of materials follows from everything else. */
  private static final String DERIVED = "sbom.cdx.json";

  private static final String PREDICATE = "dev.sigstore.bundle.predicateType";

  private BundleFindings() {}

  /**
   * Compares what is beside the packages.
   *
   * @param told folders of targets whose changes are told already: their documents follow from them
   */
  static List<Finding> of(Bundle before, Bundle after, Set<String> told) {
    List<Finding> findings = new ArrayList<>(files(before, after, told));
    findings.addAll(evidence(before, after));
    return findings.stream().sorted(Finding.ORDER).toList();
  }

  private static List<Finding> files(Bundle before, Bundle after, Set<String> told) {
    SortedMap<String, String> old = own(before);
    SortedMap<String, String> fresh = own(after);
    return changed(old, fresh).stream()
        .filter(path -> told.stream().noneMatch(path::startsWith))
        .map(
            path ->
                new Finding(
                    SCRIPTS.contains(path) ? FindingKind.INSTALLER : FindingKind.BUNDLE_FILE,
                    "",
                    path,
                    old.getOrDefault(path, ""),
                    fresh.getOrDefault(path, "")))
        .toList();
  }

  /**
   * Statements name the root, so those of another root differ: only their kinds can be held
   * together.
   */
  private static List<Finding> evidence(Bundle before, Bundle after) {
    SortedMap<String, Long> old = kinds(before);
    SortedMap<String, Long> fresh = kinds(after);
    List<Finding> findings = new ArrayList<>();
    old.forEach(
        (kind, count) -> {
          long now = fresh.getOrDefault(kind, 0L);
          if (now < count) {
            findings.add(statement(FindingKind.EVIDENCE_LOST, kind, count, now));
          }
        });
    fresh.forEach(
        (kind, count) -> {
          long was = old.getOrDefault(kind, 0L);
          if (was < count) {
            findings.add(statement(FindingKind.EVIDENCE_NEW, kind, was, count));
          }
        });
    return findings;
  }

  private static Finding statement(FindingKind kind, String predicate, long was, long now) {
    return new Finding(
        kind,
        "",
        predicate,
        was == 0 ? "" : Long.toString(was),
        now == 0 ? "" : Long.toString(now));
  }

  private static SortedMap<String, Long> kinds(Bundle bundle) {
    return bundle.evidence().stream()
        .collect(
            Collectors.groupingBy(BundleFindings::predicate, TreeMap::new, Collectors.counting()));
  }

  private static String predicate(Descriptor statement) {
    return statement.annotations().getOrDefault(PREDICATE, "-");
  }

  private static SortedMap<String, String> own(Bundle bundle) {
    SortedMap<String, String> files = new TreeMap<>();
    for (Piece piece : bundle.pieces()) {
      boolean elsewhere =
          piece.path().startsWith("packages/")
              || piece.path().startsWith("files/")
              || piece.path().equals(DERIVED);
      if (!elsewhere) {
        files.put(piece.path(), piece.digest().hex());
      }
    }
    return files;
  }

  private static Set<String> changed(SortedMap<String, String> old, SortedMap<String, String> now) {
    Set<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(now.keySet());
    paths.removeIf(path -> old.getOrDefault(path, "").equals(now.getOrDefault(path, "")));
    return paths;
  }
}
