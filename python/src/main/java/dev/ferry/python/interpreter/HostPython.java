package dev.ferry.python.interpreter;

import dev.ferry.model.PythonVersion;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Python of this machine.
 *
 * @param executable the interpreter itself, not a virtual environment's link
 * @param prefix where it is installed
 * @param version its three numbers
 * @param headers whether {@code Python.h} is there, which extension modules need
 */
public record HostPython(Path executable, Path prefix, PythonVersion version, boolean headers) {
  private static final int ANSWER_LIMIT = 1 << 16;
  private static final int OLDEST_MINOR = 7;

  private static final Map<String, String> TAGS = Map.of("cpython", "cp", "pypy", "pp");

  /**
   * The interpreters found in {@code PATH} and among the versions of a version manager, newest
   * first, one per installation; of one minor version those that {@code PATH} names come first.
   *
   * @param environment variables of a process: PATH, HOME, PYENV_ROOT
   */
  public static List<HostPython> discover(Map<String, String> environment) {
    Set<Path> candidates = new LinkedHashSet<>();
    folders(environment).forEach(folder -> candidates.addAll(candidates(folder)));
    Map<Path, HostPython> found = new LinkedHashMap<>();
    for (Path candidate : candidates) {
      ask(candidate).ifPresent(python -> found.putIfAbsent(python.executable(), python));
    }
    return found.values().stream()
        .sorted(Comparator.comparingInt((HostPython python) -> python.version().minor()).reversed())
        .toList();
  }

  /**
   * The interpreter for a version: the very one where the patch version is known and here, else the
   * first of its minor version.
   */
  public static Optional<HostPython> find(PythonVersion wanted, Map<String, String> environment) {
    List<HostPython> same =
        discover(environment).stream().filter(python -> python.isLike(wanted)).toList();
    return same.stream()
        .filter(python -> python.version().version().equals(wanted.version()))
        .findFirst()
        .or(() -> same.stream().findFirst());
  }

  /** Whether it can run build backends: their wheels are made for the ordinary CPython. */
  public boolean builds() {
    return version.implementation().equals("cp") && !version.freeThreaded();
  }

  private boolean isLike(PythonVersion wanted) {
    return version.implementation().equals(wanted.implementation())
        && version.minorVersion().equals(wanted.minorVersion())
        && version.freeThreaded() == wanted.freeThreaded();
  }

  private static Set<Path> folders(Map<String, String> environment) {
    Set<Path> folders = new LinkedHashSet<>();
    Set<Path> managed = new LinkedHashSet<>();
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (folder.startsWith("/")) {
        folders.add(Path.of(folder));
        versions(Path.of(folder)).ifPresent(managed::add);
      }
    }
    String home = environment.getOrDefault("HOME", "");
    String pyenv = environment.getOrDefault("PYENV_ROOT", home.isEmpty() ? "" : home + "/.pyenv");
    if (!pyenv.isEmpty()) {
      managed.add(Path.of(pyenv, "versions"));
    }
    for (Path versions : managed) {
      list(versions).stream().sorted().forEach(version -> folders.add(version.resolve("bin")));
    }
    return folders;
  }

  /**
   * The folder of all versions that {@code …/versions/3.11.7/bin} or {@code …/shims} belongs to.
   */
  private static Optional<Path> versions(Path folder) {
    Path parent = folder.getParent();
    if (parent == null) {
      return Optional.empty();
    }
    return folder.endsWith("shims")
        ? Optional.of(parent.resolve("versions"))
        : Optional.ofNullable(parent.getParent()).filter(versions -> versions.endsWith("versions"));
  }

  /** The programs themselves, each once. */
  private static List<Path> candidates(Path folder) {
    return list(folder).stream()
        .filter(
            file ->
                String.valueOf(file.getFileName())
                    .matches("python3(\\.[0-9]{1,2}t?)?|pypy3(\\.[0-9]{1,2})?"))
        .filter(Files::isExecutable)
        .sorted()
        .flatMap(file -> program(file).stream())
        .toList();
  }

  private static Optional<Path> program(Path file) {
    try {
      Path real = file.toRealPath();
      return isProgram(real) ? Optional.of(real) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** Nothing where the program is no working Python 3.7 or newer. */
  private static Optional<HostPython> ask(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "-I", "-S", "-c", script())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      byte[] answer = process.getInputStream().readNBytes(ANSWER_LIMIT);
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return read(JsonMapper.shared().readTree(answer));
    } catch (IOException | JacksonException | IllegalArgumentException useless) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Version managers put shell scripts into PATH that look like interpreters and are slow to
   * answer.
   */
  private static boolean isProgram(Path file) throws IOException {
    try (var content = Files.newInputStream(file)) {
      return Arrays.equals(content.readNBytes(4), new byte[] {0x7f, 'E', 'L', 'F'});
    }
  }

  private static Optional<HostPython> read(JsonNode answer) {
    String[] numbers = answer.path("version").asString("").split("\\.", -1);
    String tag = TAGS.get(answer.path("implementation").asString(""));
    if (numbers.length != 3 || tag == null || !numbers[0].equals("3")) {
      return Optional.empty();
    }
    int minor = Integer.parseInt(numbers[1]);
    if (minor < OLDEST_MINOR) {
      return Optional.empty();
    }
    OptionalInt patch = OptionalInt.of(Integer.parseInt(numbers[2]));
    boolean freeThreaded = answer.path("freethreaded").asBoolean(false);
    PythonVersion version = new PythonVersion(tag, 3, minor, patch, freeThreaded);
    Path headers = Path.of(answer.path("headers").asString("/nonexistent"), "Python.h");
    return Optional.of(
        new HostPython(
            Path.of(answer.path("executable").asString("")),
            Path.of(answer.path("prefix").asString("")),
            version,
            Files.isRegularFile(headers)));
  }

  private static String script() {
    try (var resource = HostPython.class.getResourceAsStream("describe.py")) {
      if (resource == null) {
        throw new IllegalStateException("resource `describe.py` is not in the jar");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
