package dev.ferry.python.build;

import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a failed build printed, read for people: the lines that say what was fatal, the first of
 * them first. What follows the first is most often its consequence, and a traceback ends far from
 * it.
 */
final class BuildLog {
  private static final int MOST_LINES = 4;
  private static final int LAST_LINES = 12;
  private static final int LONGEST_LINE = 300;

  /** Programs and files that are missing, what compilers and linkers say, Python's exceptions. */
  private static final Pattern FATAL =
      Pattern.compile(
          ".*: fatal error: .+"
              + "|.*\\bundefined reference to .+"
              + "|.*\\bcannot find -l\\S+.*"
              + "|(?:/bin/sh|sh|bash)\\b.*: (?:command )?not found"
              + "|unable to execute '.+"
              + "|Command '.+' returned non-zero exit status .+"
              + "|No package '.+' found|Package .+ not found.*"
              + "|CMake Error.*|(?:.*: )?(?:ERROR|error): .+"
              + "|(?:[a-zA-Z_]\\w*\\.)*[A-Z]\\w*(?:Error|Exception|NotFound): .+|Exception: .+"
              + "|SystemExit: .+");

  private BuildLog() {}

  /** The fatal lines, at least one; where none is known as such, the end of the log. */
  static List<Text> reasons(String log) {
    Set<String> fatal = new LinkedHashSet<>();
    List<String> all = new ArrayList<>();
    log.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
        .forEach(
            line -> {
              all.add(line);
              if (FATAL.matcher(line).matches()) {
                fatal.add(line);
              }
            });
    if (!fatal.isEmpty()) {
      return fatal.stream().limit(MOST_LINES).map(Text::same).toList();
    }
    return all.isEmpty()
        ? List.of(Text.of("it printed nothing", "它没有任何输出"))
        : List.of(
            Text.same(
                String.join("\n", all.subList(Math.max(0, all.size() - LAST_LINES), all.size()))));
  }
}
