package dev.ferry.python.resolve;

import dev.ferry.model.SymbolVersion;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.version.Version;
import dev.ferry.python.version.VersionSpecifiers;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a proof of infeasibility rests on.
 *
 * @param names the projects that it names
 * @param unbuilt projects that exist as source, which the user does not want
 * @param target whether releases were left out, so that another machine may change something
 * @param needs what the files left out would have needed
 */
record Blame(Set<PackageName> names, Set<PackageName> unbuilt, boolean target, Needs needs) {
  /** Rests on nothing. */
  static final Blame NOTHING = new Blame(Set.of(), Set.of(), false, Needs.NOTHING);

  /**
   * What another machine would have to offer.
   *
   * @param glibcs releases of glibc
   * @param glibcxxs versions of the C++ library's symbols
   * @param cudas CUDA releases; those of a series alone have one number
   * @param smallPages whether a kernel with smaller pages
   * @param pythons minor versions that wheels are tagged with
   * @param pythonRanges what releases say of the Python that they require
   */
  record Needs(
      SortedSet<SymbolVersion> glibcs,
      SortedSet<SymbolVersion> glibcxxs,
      SortedSet<SymbolVersion> cudas,
      boolean smallPages,
      SortedSet<Integer> pythons,
      Set<VersionSpecifiers> pythonRanges) {
    static final Needs NOTHING =
        new Needs(
            new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), false, new TreeSet<>(), Set.of());

    /** Whether a minor version is one that would help; where nothing is said, any may. */
    boolean mayHelp(int minor) {
      boolean nothingSaid = pythons.isEmpty() && pythonRanges.isEmpty();
      return nothingSaid
          || pythons.contains(minor)
          || pythonRanges.stream().anyMatch(range -> isIn(range, minor));
    }

    private static boolean isIn(VersionSpecifiers range, int minor) {
      return range.contains(Version.parse("3." + minor))
          || range.contains(Version.parse("3." + minor + ".99"));
    }
  }

  Blame {
    names = new LinkedHashSet<>(names);
    unbuilt = new LinkedHashSet<>(unbuilt);
  }
}
