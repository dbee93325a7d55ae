package dev.ferry.python.lock;

import dev.ferry.model.Digest;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.resolve.BuildRecord;
import dev.ferry.python.resolve.FitStatus;
import dev.ferry.python.version.Version;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A package of a lock.
 *
 * @param file the wheel's file name
 * @param url where the wheel can be downloaded, without user info and query; empty for a wheel that
 *     was built or lay in a folder
 * @param sha256 of the wheel
 * @param size of the wheel, bytes
 * @param uploadTime of the wheel, where the index told
 * @param source name of the source that it came from
 * @param build how it was made, where it was built from source
 * @param requested whether it was asked for, not only needed
 * @param requiresPython canonical specifiers, empty for any
 * @param dependencies the packages of the lock that it needs, sorted
 * @param extras normalised names of those in use
 */
public record LockedPackage(
    PackageName name,
    Version version,
    String file,
    Optional<URI> url,
    Digest sha256,
    OptionalLong size,
    Optional<Instant> uploadTime,
    String source,
    Optional<BuildRecord> build,
    FitStatus fit,
    boolean requested,
    String requiresPython,
    List<PackageName> dependencies,
    SortedSet<String> extras) {
  public LockedPackage {
    dependencies = List.copyOf(dependencies);
    extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
  }

  /** Whether Ferry built the wheel from source. */
  public boolean built() {
    return build.isPresent();
  }

  /** The same with more known about its libraries. */
  public LockedPackage withFit(FitStatus status) {
    return new LockedPackage(
        name,
        version,
        file,
        url,
        sha256,
        size,
        uploadTime,
        source,
        build,
        status,
        requested,
        requiresPython,
        dependencies,
        extras);
  }

  /** The same with the size that its bytes turned out to have. */
  public LockedPackage withSize(long bytes) {
    return new LockedPackage(
        name,
        version,
        file,
        url,
        sha256,
        OptionalLong.of(bytes),
        uploadTime,
        source,
        build,
        fit,
        requested,
        requiresPython,
        dependencies,
        extras);
  }
}
