package dev.ferry.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The source folder that the tests stand in, and programs run from it. */
final class Source {
  /**
   * What a program said and how it ended.
   *
   * @param output standard output
   * @param errors standard error
   */
  record Result(int exitCode, String output, String errors) {}

  private Source() {}

  /**
   * The folder that holds {@code ferry} and {@code check}; tests start in the folder of a module.
   */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("check"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no folder above this one holds `check`");
      }
      folder = parent;
    }
    return folder;
  }

  /**
   * Runs a command to its end.
   *
   * @param environment {@code NAME=value} sets, {@code NAME} removes a variable
   */
  static Result run(Path folder, List<String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("ferry-it", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
    for (String variable : environment) {
      int equals = variable.indexOf('=');
      if (equals < 0) {
        builder.environment().remove(variable);
      } else {
        builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    String said = Files.readString(errors);
    Files.delete(errors);
    return new Result(exitCode, output, said);
  }
}
