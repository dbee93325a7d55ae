package dev.ferry.python.resolve;

import dev.ferry.python.name.PackageName;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A project with its releases in ascending order, filtered for the target. A specifier is turned
 * into a set of releases once.
 */
final class Project {
  private final PackageName name;
  private final List<Release> releases;
  private final boolean found;
  private final Optional<String> url;
  private final BitSet filtered = new BitSet();
  private final BitSet prereleases = new BitSet();
  private final BitSet lastResorts = new BitSet();
  private final Map<VersionSpecifiers, BitSet> satisfying = new ConcurrentHashMap<>();

  /**
   * @param found whether any source has the project
   * @param url of the one file, where a requirement names it
   */
  Project(PackageName name, List<Release> releases, boolean found, Optional<String> url) {
    this.name = name;
    this.releases = List.copyOf(releases);
    this.found = found;
    this.url = url;
    for (int i = 0; i < releases.size(); i++) {
      Release release = releases.get(i);
      filtered.set(i, release.unusable() != null);
      prereleases.set(i, release.version().isPrerelease());
      lastResorts.set(i, release.isLastResort());
    }
  }

  PackageName name() {
    return name;
  }

  List<Release> releases() {
    return releases;
  }

  Release release(int number) {
    return releases.get(number);
  }

  int size() {
    return releases.size();
  }

  boolean isFound() {
    return found;
  }

  Optional<String> url() {
    return url;
  }

  /** Releases without any file for the target. */
  BitSet filtered() {
    return (BitSet) filtered.clone();
  }

  boolean isPrerelease(int number) {
    return prereleases.get(number);
  }

  boolean isLastResort(int number) {
    return lastResorts.get(number);
  }

  /** The releases whose version satisfies the specifiers; not to be changed. */
  BitSet satisfying(VersionSpecifiers specifiers) {
    BitSet known = satisfying.get(specifiers);
    if (known == null) {
      known = new BitSet(releases.size());
      for (int i = 0; i < releases.size(); i++) {
        known.set(i, specifiers.contains(releases.get(i).version()));
      }
      satisfying.put(specifiers, known);
    }
    return known;
  }

  /**
   * The releases that a requirement takes at first: pre-releases, and sources that need a compiler,
   * only where nothing else satisfies it.
   *
   * @param prereleasesAsked whether somebody asked for pre-releases
   */
  BitSet preferred(VersionSpecifiers specifiers, boolean prereleasesAsked) {
    BitSet all = satisfying(specifiers);
    BitSet firm = (BitSet) all.clone();
    if (!prereleasesAsked && !specifiers.mentionsPrerelease()) {
      firm.andNot(prereleases);
    }
    firm.andNot(lastResorts);
    BitSet usable = (BitSet) firm.clone();
    usable.andNot(filtered);
    return usable.isEmpty() ? all : firm;
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
