package dev.ferry.carry.compare;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.bundle.read.Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** Compares the packages of one target, and what its document says beside them. */
final class TargetComparer {
  private TargetComparer() {}

  static TargetComparison compare(TargetPair pair, PackageComparer comparer, Bundle after) {
    SortedMap<String, PackageEntry> old = pair.old();
    SortedMap<String, PackageEntry> fresh = pair.fresh();
    ImportNames imports = new ImportNames(after, List.copyOf(fresh.values()));
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(fresh.keySet());
    List<PackageChange> changes = new ArrayList<>();
    int unchanged = 0;
    for (String name : names) {
      PackageEntry now = fresh.get(name);
      PackageEntry was = old.get(name);
      if (was != null && now == null) {
        changes.add(PackageChange.removed(was));
      } else if (now != null && was != null && now.wheel().sha256().equals(was.wheel().sha256())) {
        unchanged++;
      } else if (now != null) {
        changes.add(comparer.compare(Optional.ofNullable(was), now, imports));
      }
    }
    return new TargetComparison(
        pair.before().map(document -> document.target().name()),
        pair.after().map(document -> document.target().name()),
        changes,
        unchanged,
        pair.bytes(),
        findings(pair));
  }

  /** A target that is new or gone is told as a whole. */
  private static List<Finding> findings(TargetPair pair) {
    Optional<EnvironmentDocument> after = pair.after();
    return after.isEmpty() ? List.of() : SettingFindings.of(pair.before(), after.get());
  }
}
