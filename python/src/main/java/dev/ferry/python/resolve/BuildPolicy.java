package dev.ferry.python.resolve;

import dev.ferry.python.name.PackageName;
import java.util.HashSet;
import java.util.Set;

/**
 * Which releases may be taken from source, and which must. What is said of a project by name counts
 * before what is said of all.
 *
 * @param nothing whether only wheels are taken at all ({@code --only-binary :all:})
 * @param onlyBinary projects of which only wheels are taken ({@code --only-binary}, {@code
 *     --no-build})
 * @param allow the only projects that may be built; empty means every project
 * @param everything whether no wheel is taken at all ({@code --no-binary :all:})
 * @param onlySource projects of which no wheel is taken ({@code --no-binary}), which also allows to
 *     build them
 * @param preferWheels whether an older wheel is taken before a newer source ({@code
 *     --prefer-binary})
 */
public record BuildPolicy(
    boolean nothing,
    Set<PackageName> onlyBinary,
    Set<PackageName> allow,
    boolean everything,
    Set<PackageName> onlySource,
    boolean preferWheels) {
  /** Every project may be built. */
  public static final BuildPolicy ANY =
      new BuildPolicy(false, Set.of(), Set.of(), false, Set.of(), false);

  /** Only wheels. */
  public static final BuildPolicy WHEELS =
      new BuildPolicy(true, Set.of(), Set.of(), false, Set.of(), false);

  public BuildPolicy {
    onlyBinary = Set.copyOf(onlyBinary);
    allow = Set.copyOf(allow);
    onlySource = Set.copyOf(onlySource);
  }

  public boolean allows(PackageName name) {
    return onlySource.contains(name)
        || (!nothing && !onlyBinary.contains(name) && (allow.isEmpty() || allow.contains(name)));
  }

  /** Whether a wheel that a source has may stand for a release. */
  public boolean takesWheels(PackageName name) {
    return !onlySource.contains(name) && (!everything || onlyBinary.contains(name));
  }

  /** Whether somebody asked for this project's source by name. */
  public boolean asksFor(PackageName name) {
    return (allow.contains(name) && allows(name)) || !takesWheels(name);
  }

  /** The same, with one project taken from source. */
  public BuildPolicy withSource(PackageName name) {
    Set<PackageName> source = new HashSet<>(onlySource);
    source.add(name);
    Set<PackageName> binary = new HashSet<>(onlyBinary);
    binary.remove(name);
    return new BuildPolicy(nothing, binary, allow, everything, source, preferWheels);
  }
}
