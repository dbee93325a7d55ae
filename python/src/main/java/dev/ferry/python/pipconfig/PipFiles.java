package dev.ferry.python.pipconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where pip looks for its configuration, in the order in which it reads. */
final class PipFiles {
  private static final String NAME = "pip.conf";

  private PipFiles() {}

  static List<Path> of(Map<String, String> environment, Path home) {
    String chosen = environment.getOrDefault("PIP_CONFIG_FILE", "");
    if (chosen.equals("/dev/null")) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    String shared = environment.getOrDefault("XDG_CONFIG_DIRS", "");
    for (String folder : (shared.isBlank() ? "/etc/xdg" : shared).split(":", -1)) {
      if (!folder.isBlank()) {
        files.add(Path.of(folder, "pip", NAME));
      }
    }
    files.add(Path.of("/etc", NAME));
    files.add(home.resolve(".pip").resolve(NAME));
    String own = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path user = own.isBlank() ? home.resolve(".config") : Path.of(own);
    files.add(user.resolve("pip").resolve(NAME));
    prefix(environment).ifPresent(prefix -> files.add(prefix.resolve(NAME)));
    if (!chosen.isBlank()) {
      files.add(Path.of(chosen));
    }
    return files.stream().distinct().filter(Files::isRegularFile).toList();
  }

  /** The folder of the virtual environment or of the Python that {@code python3} starts. */
  private static Optional<Path> prefix(Map<String, String> environment) {
    String active = environment.getOrDefault("VIRTUAL_ENV", "");
    return active.isBlank()
        ? findPython(environment).map(PipFiles::prefixOf)
        : Optional.of(Path.of(active));
  }

  private static Path prefixOf(Path python) {
    Path folder = python.toAbsolutePath().resolveSibling("..").normalize();
    if (Files.exists(folder.resolve("pyvenv.cfg"))) {
      return folder;
    }
    try {
      return python.toRealPath().resolveSibling("..").normalize();
    } catch (IOException e) {
      return folder;
    }
  }

  /** The first {@code python3} in {@code PATH}. */
  static Optional<Path> findPython(Map<String, String> environment) {
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      Path python = Path.of(folder.isEmpty() ? "." : folder, "python3");
      if (Files.isExecutable(python) && Files.isRegularFile(python)) {
        return Optional.of(python);
      }
    }
    return Optional.empty();
  }
}
