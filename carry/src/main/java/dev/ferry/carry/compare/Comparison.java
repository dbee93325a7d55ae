package dev.ferry.carry.compare;

import java.util.List;
import java.util.stream.Stream;

/**
 * What changed between two bundles.
 *
 * @param before the older one
 * @param after the newer one
 * @param targets pairs and single ones, in order of the newer name
 * @param findings about the bundle as a whole: its scripts, its statements, other files
 */
public record Comparison(
    Side before, Side after, List<TargetComparison> targets, List<Finding> findings) {
  public Comparison {
    targets = List.copyOf(targets);
    findings = List.copyOf(findings);
  }

  /** Whether both hold the same bytes and the same statements. */
  public boolean same() {
    return before.root().equals(after.root()) && findings.isEmpty();
  }

  /** Every finding: of the bundle, of its targets, of their packages. */
  public Stream<Finding> everything() {
    return Stream.concat(findings.stream(), targets.stream().flatMap(TargetComparison::everything));
  }
}
