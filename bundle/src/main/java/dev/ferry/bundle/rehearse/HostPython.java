package dev.ferry.bundle.rehearse;

import dev.ferry.model.PythonVersion;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds an interpreter of a minor version on this machine. */
final class HostPython {
  private HostPython() {}

  /**
   * The first {@code python3.X} of {@code PATH}. Where {@code PATH} has a folder of a version
   * manager ({@code …/versions/3.11.7/bin}, {@code …/shims}), the other versions beside it count.
   */
  static Optional<Path> find(PythonVersion version) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return find(version, path);
  }

  static Optional<Path> find(PythonVersion version, String path) {
    String stem = version.implementation().equals("pp") ? "pypy" : "python";
    String name = stem + version.minorVersion() + (version.freeThreaded() ? "t" : "");
    List<Path> folders = new ArrayList<>();
    for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
      if (!folder.isEmpty()) {
        folders.add(Path.of(folder));
      }
    }
    // A shim exists for every version and runs only the chosen one: real interpreters first.
    Stream<Path> real = folders.stream().filter(folder -> !folder.endsWith("shims"));
    Stream<Path> managed = folders.stream().flatMap(HostPython::siblings);
    List<Path> found =
        Stream.concat(real, managed)
            .map(folder -> folder.resolve(name))
            .filter(Files::isExecutable)
            .toList();
    if (version.patch().isEmpty()) {
      return found.stream().findFirst();
    }
    Stream<Path> exact = found.stream().filter(python -> answers(python, version.version()));
    return exact.findFirst().or(() -> found.stream().findFirst());
  }

  /** Whether an interpreter says that it is exactly this version. */
  private static boolean answers(Path python, String version) {
    String question = "import platform; print(platform.python_version())";
    try {
      Process process =
          new ProcessBuilder(python.toString(), "-I", "-S", "-c", question)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String answer = new String(process.getInputStream().readNBytes(64), StandardCharsets.UTF_8);
      return process.waitFor() == 0 && answer.strip().equals(version);
    } catch (IOException useless) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Stream<Path> siblings(Path folder) {
    Path parent = folder.getParent();
    if (parent == null) {
      return Stream.of();
    }
    if (folder.endsWith("shims")) {
      return interpreters(parent.resolve("versions"));
    }
    Path versions = parent.getParent();
    return versions != null && versions.endsWith("versions") ? interpreters(versions) : Stream.of();
  }

  private static Stream<Path> interpreters(Path versions) {
    try (Stream<Path> found = Files.isDirectory(versions) ? Files.list(versions) : Stream.of()) {
      return found.sorted().map(version -> version.resolve("bin")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
