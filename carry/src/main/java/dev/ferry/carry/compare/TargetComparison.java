package dev.ferry.carry.compare;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What changed for one target.
 *
 * @param before its name in the older bundle, absent where it is new
 * @param after its name in the newer bundle, absent where it is gone
 * @param packages that came, went or changed, by name
 * @param unchanged number of packages with the same bytes on both sides
 * @param bytes sizes of its wheels
 * @param findings that belong to no package: settings, extra files, the interpreter
 */
public record TargetComparison(
    Optional<String> before,
    Optional<String> after,
    List<PackageChange> packages,
    int unchanged,
    Bytes bytes,
    List<Finding> findings) {
  public TargetComparison {
    packages = List.copyOf(packages);
    findings = List.copyOf(findings);
  }

  /**
   * Sizes of a target's wheels, in bytes.
   *
   * @param before of the older bundle
   * @param after of the newer bundle
   * @param fresh of those wheels of the newer one that the older one does not have for this target
   */
  public record Bytes(long before, long after, long fresh) {}

  /** The name that people know it by. */
  public String name() {
    return after.or(() -> before).orElseThrow();
  }

  /** Number of packages that changed in one way. */
  public long count(Change change) {
    return packages.stream().filter(one -> one.change() == change).count();
  }

  Stream<Finding> everything() {
    return Stream.concat(
        findings.stream(), packages.stream().flatMap(one -> one.findings().stream()));
  }
}
