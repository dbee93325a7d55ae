package dev.ferry.python.resolve;

import dev.ferry.model.Digest;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.version.Version;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * From what a wheel was built, so that it can be built again.
 *
 * @param sdist file name of the source
 * @param location where it came from; empty for a local file
 * @param sha256 of the source
 * @param size of the source, bytes
 * @param requirements the wheels in the build environment, sorted by name
 * @param python version of the interpreter that ran the build, {@code 3.11.7}
 * @param assumption why the result is taken for the target although another Python built it; empty
 *     where nothing was assumed
 */
public record BuildRecord(
    String sdist,
    Optional<URI> location,
    Digest sha256,
    OptionalLong size,
    List<BuildRequirement> requirements,
    String python,
    Optional<String> assumption) {
  public BuildRecord {
    requirements = List.copyOf(requirements);
  }

  /** One wheel of the build environment. */
  public record BuildRequirement(PackageName name, Version version, String file, Digest sha256) {}
}
