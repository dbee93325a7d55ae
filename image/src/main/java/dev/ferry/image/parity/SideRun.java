package dev.ferry.image.parity;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of one side.
 *
 * @param outputs where it wrote
 * @param exitCode as a shell shows it, 128 and the signal's number where a signal ended it
 * @param lastLines of what it printed
 */
record SideRun(Path outputs, int exitCode, String lastLines) {
  private static final int LINES_SHOWN = 4;
  private static final int LONGEST_SHOWN = 4_000;

  /**
   * Runs a side on all cases.
   *
   * @param script Ferry's own for a side that needs one
   * @param scratch a folder of this run alone
   * @throws FerryException of kind ENVIRONMENT where it cannot be started or takes too long
   */
  static SideRun of(
      Side side, ParityRequest request, Path script, PinnedEnvironment pinned, Path scratch) {
    Path outputs = scratch.resolve("outputs");
    Path log = scratch.resolve("log");
    List<String> command = new ArrayList<>(side.command(script));
    command.addAll(List.of("run", "--model", request.model().toString()));
    command.addAll(List.of("--inputs", request.inputs().toString()));
    command.addAll(List.of("--outputs", outputs.toString()));
    try {
      Files.createDirectories(outputs);
      int exitCode = run(side, command, pinned, log, request.timeLimit());
      return new SideRun(outputs, exitCode, tail(log));
    } catch (IOException e) {
      throw DiskFailure.of(e, scratch);
    }
  }

  private static int run(
      Side side, List<String> command, PinnedEnvironment pinned, Path log, Duration limit)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    pinned.applyTo(builder.environment());
    Process process = start(side, builder);
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException stopped) {
      end(process);
      Thread.currentThread().interrupt();
      return process.isAlive() ? 143 : process.exitValue();
    }
    end(process);
    throw failed(side, Text.of("not done after %d s", "%d 秒后仍未完成", limit.toSeconds()), tail(log));
  }

  private static Process start(Side side, ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException notStarted) {
      throw failed(side, Text.same(String.valueOf(notStarted.getMessage())), "");
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  static FerryException failed(Side side, Text what, String lastLines) {
    FerryException failure =
        new FerryException(
            Failure.ENVIRONMENT,
            Text.of("Cannot run the side `%s`: %s", "无法运行 `%s` 一侧：%s", side.name(), what));
    return lastLines.isEmpty() ? failure : failure.reasons(List.of(Text.same(lastLines)));
  }

  private static String tail(Path log) throws IOException {
    byte[] bytes;
    try (var in = Files.newByteChannel(log)) {
      in.position(Math.max(0, in.size() - LONGEST_SHOWN));
      var buffer = java.nio.ByteBuffer.allocate(LONGEST_SHOWN);
      while (buffer.hasRemaining() && in.read(buffer) >= 0) {
        // The next read goes on where this one ended.
      }
      bytes = Arrays.copyOf(buffer.array(), buffer.position());
    }
    List<String> lines =
        new String(bytes, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
  }
}
