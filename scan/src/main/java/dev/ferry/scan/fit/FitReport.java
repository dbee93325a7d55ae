package dev.ferry.scan.fit;

import dev.ferry.model.SymbolVersion;
import dev.ferry.model.SystemLibrary;
import java.util.List;
import java.util.Optional;

/**
 * Whether a set of wheels fits a target.
 *
 * @param wheels one for each wheel, in the order given
 * @param systemLibraries what the machine must have, by soname
 * @param glibcxx the libstdc++ that the machine must have, where the set wants one
 */
public record FitReport(
    List<WheelFit> wheels, List<SystemLibrary> systemLibraries, Optional<GlibcxxNeed> glibcxx) {
  public FitReport {
    wheels = List.copyOf(wheels);
    systemLibraries = List.copyOf(systemLibraries);
  }

  /**
   * The highest GLIBCXX symbol version that a set wants of the machine.
   *
   * @param neededBy normalised names of the packages that want it
   * @param cxxabi the highest CXXABI symbol version that the set wants beside it
   */
  public record GlibcxxNeed(
      SymbolVersion version, List<String> neededBy, Optional<SymbolVersion> cxxabi) {
    public GlibcxxNeed {
      neededBy = List.copyOf(neededBy);
    }
  }

  public boolean fits() {
    return wheels.stream().allMatch(WheelFit::fits);
  }
}
