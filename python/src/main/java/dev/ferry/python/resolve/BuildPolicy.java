package dev.ferry.python.resolve;

import dev.ferry.python.name.PackageName;
import java.util.Set;

/**
 * Which releases may be taken from source.
 *
 * @param nothing whether only wheels are taken at all ({@code --only-binary :all:})
 * @param onlyBinary projects of which only wheels are taken ({@code --only-binary}, {@code
 *     --no-build})
 * @param allow the only projects that may be built; empty means every project
 */
public record BuildPolicy(boolean nothing, Set<PackageName> onlyBinary, Set<PackageName> allow) {
  /** Every project may be built. */
  public static final BuildPolicy ANY = new BuildPolicy(false, Set.of(), Set.of());

  /** Only wheels. */
  public static final BuildPolicy WHEELS = new BuildPolicy(true, Set.of(), Set.of());

  public BuildPolicy {
    onlyBinary = Set.copyOf(onlyBinary);
    allow = Set.copyOf(allow);
  }

  public boolean allows(PackageName name) {
    return !nothing && !onlyBinary.contains(name) && (allow.isEmpty() || allow.contains(name));
  }

  /** Whether somebody asked for this project by name. */
  public boolean asksFor(PackageName name) {
    return allow.contains(name) && allows(name);
  }
}
