package dev.ferry.python.filename;

import dev.ferry.python.name.PackageName;
import dev.ferry.python.version.Version;
import java.util.List;
import java.util.Optional;

/**
 * The name of a source distribution, taken apart (PEP 625 and the older forms that indexes still
 * have).
 *
 * @param filename as it was given
 * @param name of the distribution
 * @param version of the distribution
 * @param extension with its dot: {@code .tar.gz}
 */
public record SdistFilename(String filename, PackageName name, Version version, String extension) {
  /** What pip takes as source archives, longest first. */
  private static final List<String> EXTENSIONS =
      List.of(
          ".tar.gz",
          ".tar.bz2",
          ".tar.xz",
          ".tar.lzma",
          ".zip",
          ".tgz",
          ".tbz",
          ".txz",
          ".tlz",
          ".tar");

  private static final int MAXIMUM_LENGTH = 2048;

  /** Takes the version from behind the last hyphen, as PEP 625 allows. */
  public static Optional<SdistFilename> findSdist(String filename) {
    return findExtension(filename)
        .flatMap(
            extension -> {
              int hyphen = stem(filename, extension).lastIndexOf('-');
              return hyphen < 0 ? Optional.empty() : split(filename, extension, hyphen);
            });
  }

  /**
   * For a page that lists the files of one distribution: finds the hyphen where that name ends, so
   * that {@code foo-bar-1.0-1.tar.gz} is version {@code 1.0-1} of {@code foo-bar}.
   */
  public static Optional<SdistFilename> findSdist(String filename, PackageName expected) {
    Optional<String> extension = findExtension(filename);
    if (extension.isEmpty()) {
      return Optional.empty();
    }
    String stem = stem(filename, extension.get());
    for (int at = stem.indexOf('-'); at >= 0; at = stem.indexOf('-', at + 1)) {
      if (PackageName.normalize(stem.substring(0, at)).equals(expected.normalized())) {
        Optional<SdistFilename> found = split(filename, extension.get(), at);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a file has the extension of a source archive. */
  public static boolean hasExtension(String filename) {
    return findExtension(filename).isPresent();
  }

  private static Optional<String> findExtension(String filename) {
    return filename.length() > MAXIMUM_LENGTH
        ? Optional.empty()
        : EXTENSIONS.stream().filter(filename::endsWith).findFirst();
  }

  private static String stem(String filename, String extension) {
    return filename.substring(0, filename.length() - extension.length());
  }

  private static Optional<SdistFilename> split(String filename, String extension, int hyphen) {
    String stem = stem(filename, extension);
    Optional<PackageName> name = PackageName.find(stem.substring(0, hyphen));
    Optional<Version> version = Version.findVersion(stem.substring(hyphen + 1));
    return name.isEmpty() || version.isEmpty()
        ? Optional.empty()
        : Optional.of(new SdistFilename(filename, name.get(), version.get(), extension));
  }

  @Override
  public String toString() {
    return filename;
  }
}
