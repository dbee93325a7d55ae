package dev.ferry.cli.command;

import dev.ferry.model.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options that every command has. They are read before the command line is parsed, because they say
 * how a mistake in it is reported.
 *
 * @param language of messages
 * @param json whether output is for programs
 * @param debug whether a mistake of Ferry shows its stack trace
 */
public record Settings(Language language, boolean json, boolean debug) {

  /**
   * Reads {@code --lang}, {@code --json} and {@code --debug} wherever they stand before {@code --}.
   */
  public static Settings of(List<String> arguments, Map<String, String> environment) {
    int end = arguments.indexOf("--");
    List<String> options = end < 0 ? arguments : arguments.subList(0, end);
    Language language =
        lang(options).map(UserLanguage::of).orElseGet(() -> UserLanguage.of(environment));
    return new Settings(language, options.contains("--json"), options.contains("--debug"));
  }

  private static Optional<String> lang(List<String> options) {
    for (int i = options.size() - 1; i >= 0; i--) {
      if (options.get(i).startsWith("--lang=")) {
        return Optional.of(options.get(i).substring("--lang=".length()));
      }
      if (options.get(i).equals("--lang") && i + 1 < options.size()) {
        return Optional.of(options.get(i + 1));
      }
    }
    return Optional.empty();
  }
}
