package dev.ferry.bundle.install;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Runs steps of Ferry's own {@code install.sh} and {@code install.py} (not the bundle's) on a
 * bundle.
 */
final class InstallScript implements AutoCloseable {
  private static final List<String> FILES = List.of("install.sh", "install.py");

  private final Path folder;
  private final List<String> arguments;

  private InstallScript(Path folder, List<String> arguments) {
    this.folder = folder;
    this.arguments = arguments;
  }

  static InstallScript of(InstallRequest request) {
    List<String> arguments = new ArrayList<>();
    arguments.add(request.directory().toAbsolutePath().toString());
    arguments.addAll(List.of("--bundle", request.bundle().toAbsolutePath().toString()));
    request.python().ifPresent(python -> arguments.addAll(List.of("--python", python)));
    if (request.replace()) {
      arguments.add("--replace");
    }
    if (!request.smoke()) {
      arguments.add("--no-smoke");
    }
    try {
      Path folder = Files.createTempDirectory("ferry-install-");
      for (String name : FILES) {
        try (InputStream in =
            InstallScript.class.getResourceAsStream("/dev/ferry/bundle/assets/" + name)) {
          Files.copy(Objects.requireNonNull(in, name), folder.resolve(name));
        }
      }
      return new InstallScript(folder, arguments);
    } catch (IOException e) {
      throw DiskFailure.of(e, Path.of(System.getProperty("java.io.tmpdir")));
    }
  }

  /**
   * Runs a step.
   *
   * @throws FerryException what the step refused
   */
  ScriptReport run(String step, List<String> more) {
    Path report = folder.resolve(step + ".json");
    List<String> command = new ArrayList<>(List.of("sh", folder.resolve("install.sh").toString()));
    command.addAll(arguments);
    command.addAll(List.of("--step", step, "--report", report.toString()));
    command.addAll(more);
    Path log = folder.resolve("log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      await(process);
      ScriptReport found =
          ScriptReport.find(report)
              .orElseThrow(
                  () ->
                      new FerryException(
                          Failure.ENVIRONMENT,
                          Text.of(
                              "Cannot run `install.sh`: %s", "无法运行 `install.sh`：%s", tail(log))));
      if (found.status() != 0) {
        throw found.failure();
      }
      return found;
    } catch (IOException e) {
      throw DiskFailure.of(e, folder);
    }
  }

  private static void await(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException stopped) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("; ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  @Override
  public void close() {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw DiskFailure.of(e, folder);
    }
  }
}
