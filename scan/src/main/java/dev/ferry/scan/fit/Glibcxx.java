package dev.ferry.scan.fit;

import dev.ferry.model.SymbolVersion;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Symbol versions of libstdc++, by the table in "ABI Policy and Guidelines" of GCC's libstdc++
 * manual.
 */
final class Glibcxx {
  /** The newest release there is (GCC 16); a need beyond it no machine can meet. */
  static final SymbolVersion NEWEST = SymbolVersion.of(3, 4, 35);

  /** The first GLIBCXX release that comes together with a CXXABI release (1.3.x). */
  private static final TreeMap<Integer, Integer> BY_CXXABI =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(1, 5),
              Map.entry(2, 10),
              Map.entry(3, 11),
              Map.entry(4, 14),
              Map.entry(5, 15),
              Map.entry(6, 17),
              Map.entry(7, 18),
              Map.entry(8, 20),
              Map.entry(9, 21),
              Map.entry(10, 22),
              Map.entry(11, 23),
              Map.entry(12, 26),
              Map.entry(13, 29),
              Map.entry(14, 31),
              Map.entry(15, 33),
              Map.entry(16, 34),
              Map.entry(17, 35)));

  private Glibcxx() {}

  /** The GLIBCXX release that surely comes with a CXXABI release. */
  static Optional<SymbolVersion> ofCxxabi(SymbolVersion cxxabi) {
    if (cxxabi.part(0) != 1 || cxxabi.part(1) != 3) {
      return Optional.empty();
    }
    Map.Entry<Integer, Integer> release = BY_CXXABI.floorEntry(cxxabi.part(2));
    return release == null
        ? Optional.empty()
        : Optional.of(SymbolVersion.of(3, 4, release.getValue()));
  }
}
