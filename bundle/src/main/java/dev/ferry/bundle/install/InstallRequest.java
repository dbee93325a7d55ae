package dev.ferry.bundle.install;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code ferry install} was asked for.
 *
 * @param bundle the bundle's folder
 * @param directory the environment's name
 * @param python an interpreter to use; else one that fits is looked for
 * @param target a target of the bundle; else the best that fits is taken
 * @param replace whether another environment of that name may be replaced
 * @param smoke whether the environment is tested before it takes its name
 * @param link how cached files come into the environment
 * @param store folder of Ferry's store
 */
public record InstallRequest(
    Path bundle,
    Path directory,
    Optional<String> python,
    Optional<String> target,
    boolean replace,
    boolean smoke,
    Link link,
    Path store) {

  /** How cached files come into an environment. */
  public enum Link {
    /** As copies; on file systems that can, copies that share their blocks. */
    COPY,
    /**
     * As further names of the cached files, which are read-only. Fast and small, but whoever
     * changes such a file changes it for every environment; the cache notices and repairs itself.
     */
    HARD
  }
}
