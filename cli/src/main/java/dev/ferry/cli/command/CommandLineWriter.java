package dev.ferry.cli.command;

import dev.ferry.python.resolve.FitMode;
import dev.ferry.python.resolve.Request;
import dev.ferry.python.resolve.ResolveRequest;
import java.util.ArrayList;
import java.util.List;

/** Writes a changed request as a command to copy. */
final class CommandLineWriter {
  private final String command;
  private final List<String> kept;

  /**
   * @param command {@code pack} or {@code lock}
   * @param kept arguments that stay: where to write, where packages come from
   */
  CommandLineWriter(String command, List<String> kept) {
    this.command = command;
    this.kept = List.copyOf(kept);
  }

  String write(ResolveRequest request) {
    List<String> words = new ArrayList<>(List.of("ferry", command));
    for (Request one : request.requirements()) {
      words.add(one.requirement().toString());
    }
    words.add("--target");
    words.add(request.target().name());
    if (request.prereleases()) {
      words.add("--pre");
    }
    if (request.fit() != FitMode.STRICT) {
      words.add("--fit");
      words.add(request.fit().id());
    }
    words.addAll(kept);
    return String.join(" ", words.stream().map(CommandLineWriter::quoted).toList());
  }

  private static String quoted(String word) {
    if (word.matches("[A-Za-z0-9_./:@%+,=-]+") && !word.contains("==")) {
      return word;
    }
    return word.contains("'") || word.matches("[^$`\"\\\\!]*")
        ? "\"" + word.replaceAll("([$`\"\\\\])", "\\\\$1") + "\""
        : "'" + word + "'";
  }
}
