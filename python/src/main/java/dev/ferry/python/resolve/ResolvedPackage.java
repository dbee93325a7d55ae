package dev.ferry.python.resolve;

import dev.ferry.python.index.IndexFile;
import dev.ferry.python.metadata.Metadata;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.version.Version;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A package of a resolution.
 *
 * @param file the wheel, or the source that the wheel was built from
 * @param metadata what it was resolved with
 * @param extras normalised names of those in use
 * @param dependencies the packages of the resolution that it needs, sorted
 * @param requested whether it was asked for, not only needed
 * @param built the wheel, where it was built from source
 */
public record ResolvedPackage(
    PackageName name,
    Version version,
    IndexFile file,
    Metadata metadata,
    SortedSet<String> extras,
    List<PackageName> dependencies,
    FitStatus fit,
    boolean requested,
    Optional<BuiltWheel> built) {
  public ResolvedPackage {
    extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
    dependencies = List.copyOf(dependencies);
  }
}
