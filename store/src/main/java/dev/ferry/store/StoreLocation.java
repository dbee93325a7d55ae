package dev.ferry.store;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the folder of the store (XDG Base Directory Specification 0.8). */
public final class StoreLocation {
  private StoreLocation() {}

  /**
   * {@code chosen} if given, else {@code $XDG_CACHE_HOME/ferry}, else {@code $HOME/.cache/ferry}.
   * {@code HOME} is the environment's: Java's own idea of a home folder comes from the password
   * file and is wrong in containers. As the specification says, a relative XDG_CACHE_HOME counts as
   * unset.
   */
  public static Path of(Optional<Path> chosen, Map<String, String> environment) {
    if (chosen.isPresent()) {
      return chosen.get().toAbsolutePath().normalize();
    }
    Optional<Path> xdg = absolute(environment, "XDG_CACHE_HOME");
    if (xdg.isPresent()) {
      return xdg.get().resolve("ferry");
    }
    return absolute(environment, "HOME")
        .map(home -> home.resolve(".cache").resolve("ferry"))
        .orElseThrow(StoreLocation::homeless);
  }

  private static Optional<Path> absolute(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(Path::of).filter(Path::isAbsolute);
  }

  private static FerryException homeless() {
    return new FerryException(
            Failure.ENVIRONMENT,
            Text.of(
                "Cannot find a place for the store: neither `XDG_CACHE_HOME` nor `HOME` is an"
                    + " absolute path",
                "无法确定存储目录：`XDG_CACHE_HOME` 与 `HOME` 都不是绝对路径"))
        .hint(Text.of("Name a folder with `--store DIR`", "用 `--store DIR` 指定一个目录"));
  }
}
