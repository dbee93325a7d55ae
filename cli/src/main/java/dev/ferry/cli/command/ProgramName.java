package dev.ferry.cli.command;

import java.io.File;
import java.util.Arrays;
import java.util.Map;

/** How Ferry was called, so that a command printed for copying calls it the same way. */
final class ProgramName {
  /** Set by the launcher: its own path, as the shell found it. */
  static final String VARIABLE = "FERRY_PROGRAM";

  private static final String NAME = "ferry";

  private ProgramName() {}

  /** {@code ferry} where the search path leads to it, else the path that was typed. */
  static String of(Map<String, String> environment) {
    String called = environment.getOrDefault(VARIABLE, NAME);
    return called.isEmpty() || isFoundAs(called, environment.getOrDefault("PATH", ""))
        ? NAME
        : called;
  }

  private static boolean isFoundAs(String called, String searchPath) {
    return Arrays.stream(searchPath.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> new File(folder, NAME))
        .filter(File::canExecute)
        .findFirst()
        .filter(found -> found.getPath().equals(called))
        .isPresent();
  }
}
