package dev.ferry.cli.command;

import dev.ferry.cli.output.Console;
import dev.ferry.model.Language;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds one run of Ferry. Commands take it from here and never from the JVM, so that a
 * test can run them beside each other.
 *
 * @param console where to print
 * @param environment variables
 * @param folder the current folder
 * @param settings options that every command has
 */
public record Invocation(
    Console console, Map<String, String> environment, Path folder, Settings settings) {
  public Invocation {
    environment = Map.copyOf(environment);
  }

  public Language language() {
    return console.language();
  }

  /** A path of the command line, relative to the current folder. */
  public Path path(String text) {
    return folder.resolve(text).normalize();
  }

  /** The same for a path that may be absent. */
  public Optional<Path> path(Optional<String> text) {
    return text.map(this::path);
  }
}
