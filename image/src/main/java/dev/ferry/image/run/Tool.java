package dev.ferry.image.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another program, run to its end. */
final class Tool {
  private static final int MOST_LINES = 40;

  private Tool() {}

  /**
   * How it ended.
   *
   * @param exitCode of the program; 124 where the time was over
   * @param lines last lines that it printed
   */
  record Result(int exitCode, List<String> lines) {
    Result {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Runs a program without input.
   *
   * @throws IOException where there is no such program
   */
  static Result run(List<String> command, Duration limit) throws IOException {
    Path log = Files.createTempFile("ferry-", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = await(process, limit);
      List<String> lines = new String(Files.readAllBytes(log), UTF_8).lines().toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
      return new Result(ended ? process.exitValue() : 124, last);
    } finally {
      Files.deleteIfExists(log);
    }
  }

  /** Whether a process ended in time; it is killed where it did not. */
  static boolean await(Process process, Duration limit) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
      process.destroyForcibly().waitFor();
      return false;
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new FerryException(
          Failure.ENVIRONMENT, Text.of("Interrupted while an image ran", "镜像运行时被中断"));
    }
  }
}
