package dev.ferry.bundle.lock;

import dev.ferry.python.name.PackageName;
import dev.ferry.python.reqfile.IndexOptions;
import dev.ferry.python.resolve.BuildPolicy;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Wheels or sources: joins what the command line, requirements files and a spec say. A later file
 * counts before an earlier one and the command line before all of them; a name counts before {@code
 * :all:}.
 */
final class FormatRules {
  private static final String ALL = ":all:";

  private final Set<PackageName> wheels = new HashSet<>();
  private final Set<PackageName> sources = new HashSet<>();
  private boolean allWheels;
  private boolean allSources;

  private FormatRules() {}

  /**
   * @param allow the only projects that the spec lets build; empty means every one
   */
  static BuildPolicy of(LockRules rules, List<IndexOptions> files, Set<PackageName> allow) {
    FormatRules formats = new FormatRules();
    for (IndexOptions file : files) {
      formats.add(
          file.onlyBinary().contains(ALL),
          names(file.onlyBinary()),
          file.noBinary().contains(ALL),
          names(file.noBinary()));
    }
    formats.add(rules.wheelsOnly(), rules.onlyBinary(), rules.sourcesOnly(), rules.noBinary());
    return new BuildPolicy(
        formats.allWheels,
        formats.wheels,
        allow,
        formats.allSources,
        formats.sources,
        files.stream().anyMatch(IndexOptions::preferBinary));
  }

  private void add(
      boolean onlyWheels,
      Set<PackageName> wheelNames,
      boolean onlySources,
      Set<PackageName> sourceNames) {
    if (onlyWheels || onlySources) {
      wheels.clear();
      sources.clear();
      allWheels = onlyWheels;
      allSources = onlySources;
    }
    sources.removeAll(wheelNames);
    wheels.addAll(wheelNames);
    wheels.removeAll(sourceNames);
    sources.addAll(sourceNames);
  }

  private static Set<PackageName> names(Collection<String> words) {
    Set<PackageName> names = new HashSet<>();
    words.stream().filter(word -> !word.equals(ALL)).forEach(w -> names.add(PackageName.of(w)));
    return names;
  }
}
