package dev.ferry.bundle.pack;

import dev.ferry.bundle.layout.BundleNames;
import dev.ferry.bundle.layout.Form;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.python.resolve.FitMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What is to be packed.
 *
 * @param name of the environment
 * @param version of the environment
 * @param targets at least one
 * @param spec what the locks answer; its files, variables and smoke test are carried
 * @param folder that local paths of the spec are relative to
 * @param output the folder that receives the bundle
 * @param form which names the bundle has
 * @param tar whether it is one file
 * @param fit what happens to wheels that do not fit
 * @param lockGiven whether the locks are to be packed as they are, or not at all
 */
public record PackRequest(
    String name,
    String version,
    List<PackTarget> targets,
    EnvironmentSpec spec,
    Path folder,
    Path output,
    Form form,
    boolean tar,
    FitMode fit,
    boolean lockGiven) {
  public PackRequest {
    targets = List.copyOf(targets);
  }

  /** The day of the newest lock, in UTC. */
  LocalDate locked() {
    Instant newest =
        targets.stream()
            .map(target -> target.lock().locked())
            .max(Instant::compareTo)
            .orElseThrow(() -> new IllegalArgumentException("no target"));
    return newest.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** The bundle's name, without {@code .tar}. */
  public String bundleName() {
    List<String> names = targets.stream().map(target -> target.target().name()).toList();
    return BundleNames.folder(name, version, names, locked());
  }

  /** Where the bundle will be. */
  public Path destination() {
    return output.toAbsolutePath().normalize().resolve(bundleName() + (tar ? ".tar" : ""));
  }
}
