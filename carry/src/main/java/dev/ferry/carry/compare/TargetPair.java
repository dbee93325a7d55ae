package dev.ferry.carry.compare;

import dev.ferry.bundle.environment.EnvironmentDocument;
import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.model.Digest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One target as both bundles have it; at least one of them does. */
record TargetPair(Optional<EnvironmentDocument> before, Optional<EnvironmentDocument> after) {
  SortedMap<String, PackageEntry> old() {
    return packages(before);
  }

  SortedMap<String, PackageEntry> fresh() {
    return packages(after);
  }

  /** Whether a package has the same bytes on both sides. */
  boolean same(String name) {
    PackageEntry one = old().get(name);
    PackageEntry other = fresh().get(name);
    return one != null && other != null && one.wheel().sha256().equals(other.wheel().sha256());
  }

  /** Sizes of the wheels that must be opened. */
  long bytesToRead() {
    SortedMap<String, PackageEntry> old = old();
    return fresh().values().stream()
        .filter(entry -> !same(entry.name()))
        .mapToLong(
            entry ->
                entry.wheel().size()
                    + Optional.ofNullable(old.get(entry.name()))
                        .map(one -> one.wheel().size())
                        .orElse(0L))
        .sum();
  }

  TargetComparison.Bytes bytes() {
    Set<Digest> known =
        old().values().stream().map(entry -> entry.wheel().sha256()).collect(Collectors.toSet());
    return new TargetComparison.Bytes(
        sum(old()),
        sum(fresh()),
        fresh().values().stream()
            .filter(entry -> !known.contains(entry.wheel().sha256()))
            .mapToLong(entry -> entry.wheel().size())
            .sum());
  }

  private static long sum(SortedMap<String, PackageEntry> packages) {
    return packages.values().stream().mapToLong(entry -> entry.wheel().size()).sum();
  }

  private static SortedMap<String, PackageEntry> packages(Optional<EnvironmentDocument> side) {
    SortedMap<String, PackageEntry> packages = new TreeMap<>();
    side.map(EnvironmentDocument::packages)
        .orElse(List.of())
        .forEach(entry -> packages.put(entry.name(), entry));
    return Collections.unmodifiableSortedMap(packages);
  }
}
