package dev.ferry.cli.distribution;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the folder that becomes {@code runtime}. */
final class RuntimeMaker {
  /** Older than Java 22, elliptic curves are a module of their own, which no class asks for. */
  private static final int CURVES_IN_BASE = 22;

  private static final int LONGEST_OUTPUT = 4_000;

  private RuntimeMaker() {}

  /**
   * Gives the folder: a new one, or the JDK's own where it is taken as it is.
   *
   * @param modules that Ferry's classes use
   * @param folder does not exist
   */
  static Path make(RuntimePlan plan, Set<String> modules, Path folder) {
    if (plan.method() == RuntimePlan.Method.COPIED) {
      return plan.jdk().folder();
    }
    run(command(plan, modules, folder));
    return folder;
  }

  private static List<String> command(RuntimePlan plan, Set<String> modules, Path folder) {
    List<String> wanted = new ArrayList<>(modules);
    if (plan.jdk().feature() < CURVES_IN_BASE) {
      wanted.add("jdk.crypto.ec");
    }
    List<String> command = new ArrayList<>();
    command.add(plan.linker().orElseThrow().toString());
    plan.modules().ifPresent(path -> command.addAll(List.of("--module-path", path.toString())));
    command.addAll(
        List.of(
            "--add-modules",
            wanted.stream().sorted().collect(Collectors.joining(",")),
            "--no-header-files",
            "--no-man-pages",
            "--output",
            folder.toString()));
    if (plan.method() == RuntimePlan.Method.LINKED) {
      command.add("--generate-cds-archive");
    }
    return command;
  }

  private static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output;
      try (InputStream said = process.getInputStream()) {
        output = new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
      }
      int code = process.waitFor();
      if (code != 0) {
        throw new FerryException(
            Failure.ENVIRONMENT,
            Text.of(
                "Cannot link a runtime: `%s` ended with %d: %s",
                "无法链接运行时：`%s` 以 %d 结束：%s",
                command.getFirst(),
                code,
                output.substring(0, Math.min(LONGEST_OUTPUT, output.length()))));
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, Path.of(command.getFirst()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new FerryException(
          Failure.ENVIRONMENT, Text.of("Cannot link a runtime: interrupted", "无法链接运行时：被中断"));
    }
  }
}
