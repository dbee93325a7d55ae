package dev.ferry.carry.compare;

import dev.ferry.bundle.environment.PackageEntry;
import dev.ferry.bundle.read.Bundle;
import dev.ferry.python.wheel.MemberFacts;
import dev.ferry.python.wheel.RangedBytes;
import dev.ferry.python.wheel.WheelArchive;
import dev.ferry.python.wheel.WheelMember;
import dev.ferry.python.wheel.WheelRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which package of a set brings which top-level module. Two packages that share a name without
 * {@code __init__.py} share a namespace, which harms nobody (PEP 420); two that both bring the
 * module itself overwrite or hide each other.
 */
final class ImportNames {
  /** What {@link #findOther} answers for a module of Python's own library. */
  static final String PYTHON = "Python";

  private static final Set<String> STANDARD = standard();

  private final Bundle bundle;
  private final List<PackageEntry> packages;
  private final Map<String, Set<String>> modules = new HashMap<>();

  /** The packages of one target; their directories are read when a name is asked for. */
  ImportNames(Bundle bundle, List<PackageEntry> packages) {
    this.bundle = bundle;
    this.packages = packages;
  }

  /** The top-level modules of a wheel, without shared namespaces. */
  static Set<String> of(WheelRecord wheel) {
    return modules(wheel.members().stream().map(MemberFacts::path).toList());
  }

  /** Who else has a module of this name: another package of the set, or Python itself. */
  Optional<String> findOther(String module, String owner) {
    if (STANDARD.contains(module)) {
      return Optional.of(PYTHON);
    }
    return packages.stream()
        .filter(one -> !one.name().equals(owner) && modules(one).contains(module))
        .map(PackageEntry::name)
        .findFirst();
  }

  private Set<String> modules(PackageEntry entry) {
    return modules.computeIfAbsent(
        entry.name(),
        any -> {
          try (RangedBytes bytes = WheelReading.open(bundle, entry)) {
            return modules(
                WheelArchive.directoryOnly(bytes, entry.file()).members().stream()
                    .map(WheelMember::path)
                    .toList());
          }
        });
  }

  private static Set<String> modules(Collection<String> paths) {
    return paths.stream()
        .map(Installed::of)
        .filter(place -> place.path().indexOf('/') < 0 || place.isPackage())
        .map(Installed::findImportName)
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> standard() {
    try (InputStream in = ImportNames.class.getResourceAsStream("standard-library.txt")) {
      String names =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
      return names.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
