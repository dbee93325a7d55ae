package dev.ferry.image.system;

import dev.ferry.model.SymbolVersion;
import java.util.List;
import java.util.Optional;

/**
 * A shared library of a package.
 *
 * @param path in the package, absolute
 * @param needed names of libraries that it needs
 * @param glibc the newest release of glibc whose symbols it asks for
 * @param glibcxx the newest GLIBCXX that it defines, being a libstdc++
 */
public record PackageLibrary(
    String path,
    List<String> needed,
    Optional<SymbolVersion> glibc,
    Optional<SymbolVersion> glibcxx) {
  public PackageLibrary {
    needed = List.copyOf(needed);
  }
}
