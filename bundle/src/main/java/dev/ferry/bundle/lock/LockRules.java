package dev.ferry.bundle.lock;

import dev.ferry.python.name.PackageName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line adds to a spec. Where both say something, the command line counts.
 *
 * @param prereleases {@code --pre}
 * @param excludeNewer {@code --exclude-newer}
 * @param wheelsOnly {@code --only-binary :all:}
 * @param onlyBinary projects of which only wheels are taken
 * @param sourcesOnly {@code --no-binary :all:}
 * @param noBinary projects of which no wheel is taken; {@code --no-binary}
 * @param fitMode {@code strict}, {@code warn} or {@code off}
 * @param fitIgnore paths inside wheels whose misfit is accepted
 * @param allowUnhashed {@code --allow-unhashed}
 * @param requireHashes {@code --require-hashes}
 * @param knownCorrections whether the corrections that Ferry ships apply; {@code --no-corrections}
 * @param without projects that spec and requirements files ask for in vain; {@code --without}
 */
public record LockRules(
    boolean prereleases,
    Optional<Instant> excludeNewer,
    boolean wheelsOnly,
    Set<PackageName> onlyBinary,
    boolean sourcesOnly,
    Set<PackageName> noBinary,
    Optional<String> fitMode,
    List<String> fitIgnore,
    boolean allowUnhashed,
    boolean requireHashes,
    boolean knownCorrections,
    Set<PackageName> without) {
  public LockRules {
    onlyBinary = Set.copyOf(onlyBinary);
    noBinary = Set.copyOf(noBinary);
    fitIgnore = List.copyOf(fitIgnore);
    without = Set.copyOf(without);
  }
}
