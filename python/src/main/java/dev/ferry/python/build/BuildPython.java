package dev.ferry.python.build;

import dev.ferry.model.PythonVersion;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A CPython of this machine that can run build backends.
 *
 * @param executable the interpreter itself, not a virtual environment's link
 * @param prefix where it is installed; visible in the sandbox
 * @param version its three numbers
 * @param headers whether {@code Python.h} is there, which extension modules need
 */
record BuildPython(Path executable, Path prefix, PythonVersion version, boolean headers) {
  private static final int ANSWER_LIMIT = 1 << 16;

  /**
   * The interpreters found in {@code PATH} and in pyenv's folder, newest first, one per
   * installation.
   *
   * @param environment the process's variables: PATH, HOME, PYENV_ROOT
   */
  static List<BuildPython> discover(Map<String, String> environment) {
    Map<Path, BuildPython> found = new LinkedHashMap<>();
    for (Path folder : folders(environment)) {
      for (Path candidate : candidates(folder)) {
        ask(candidate).ifPresent(python -> found.putIfAbsent(python.executable(), python));
      }
    }
    return found.values().stream()
        .sorted(
            Comparator.comparingInt((BuildPython python) -> python.version().minor()).reversed())
        .toList();
  }

  private static List<Path> folders(Map<String, String> environment) {
    List<Path> folders = new ArrayList<>();
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (folder.startsWith("/")) {
        folders.add(Path.of(folder));
      }
    }
    String home = environment.get("HOME");
    String pyenv = environment.getOrDefault("PYENV_ROOT", home == null ? "" : home + "/.pyenv");
    Path versions = Path.of(pyenv.isEmpty() ? "/nonexistent" : pyenv, "versions");
    list(versions).stream().sorted().forEach(version -> folders.add(version.resolve("bin")));
    return folders;
  }

  private static List<Path> candidates(Path folder) {
    return list(folder).stream()
        .filter(file -> String.valueOf(file.getFileName()).matches("python3(\\.[0-9]{1,2})?"))
        .filter(Files::isExecutable)
        .sorted()
        .toList();
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

  /** Nothing where the file is no working CPython 3.7 or newer. */
  private static Optional<BuildPython> ask(Path candidate) {
    try {
      Path real = candidate.toRealPath();
      if (!isProgram(real)) {
        return Optional.empty();
      }
      Process process =
          new ProcessBuilder(real.toString(), "-I", "-S", "-c", script())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      byte[] answer = process.getInputStream().readNBytes(ANSWER_LIMIT);
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return read(JsonMapper.shared().readTree(answer));
    } catch (IOException | JacksonException useless) {
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

  private static Optional<BuildPython> read(JsonNode answer) {
    String[] numbers = answer.path("version").asString("").split("\\.", -1);
    if (numbers.length != 3 || !answer.path("implementation").asString("").equals("cpython")) {
      return Optional.empty();
    }
    int minor = Integer.parseInt(numbers[1]);
    if (!numbers[0].equals("3") || minor < 7) {
      return Optional.empty();
    }
    PythonVersion version =
        new PythonVersion("cp", 3, minor, OptionalInt.of(Integer.parseInt(numbers[2])), false);
    Path headers = Path.of(answer.path("headers").asString("/nonexistent"), "Python.h");
    return Optional.of(
        new BuildPython(
            Path.of(answer.path("executable").asString("")),
            Path.of(answer.path("prefix").asString("")),
            version,
            Files.isRegularFile(headers)));
  }

  private static String script() {
    try (var resource = BuildPython.class.getResourceAsStream("describe.py")) {
      if (resource == null) {
        throw new IllegalStateException("resource `describe.py` is not in the jar");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
