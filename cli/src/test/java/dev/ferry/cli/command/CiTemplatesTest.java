package dev.ferry.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.output.Console;
import dev.ferry.model.Language;
import dev.ferry.oci.registry.name.ImageName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/** Every line of {@code ferry} in the templates for continuous integration can be run. */
class CiTemplatesTest {
  private static final Path FOLDER = Path.of("..", "templates", "ci");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]+)}?");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private static final String TAG = "1.0.0-linux-x86_64-glibc2.36-cp311-01234567";

  /** What the surroundings set, or a line before. */
  private static final Map<String, String> GIVEN =
      Map.of(
          "CI_REGISTRY_IMAGE", "registry.example:5050/team",
          "CI_PROJECT_DIR", "/builds",
          "CI_COMMIT_SHA", "0123456789abcdef0123456789abcdef01234567",
          "GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567",
          "tag", TAG);

  @ParameterizedTest
  @ValueSource(strings = {"gitlab-ci.yml", "github-workflow.yml"})
  void everyCommandParses(String template) throws IOException {
    Object document =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(FOLDER.resolve(template)));
    Map<String, String> variables = new HashMap<>(GIVEN);
    variables(document, variables);
    List<String> lines = new ArrayList<>();
    collect(document, lines);
    List<List<String>> commands =
        lines.stream()
            .flatMap(String::lines)
            .map(String::strip)
            .filter(line -> line.startsWith("ferry "))
            .map(line -> words(line, variables))
            .toList();
    assertThat(commands).extracting(words -> words.get(0)).contains("pack", "verify", "image");
    for (List<String> words : commands) {
      CommandLine.ParseResult parsed =
          commandLine().parseArgs(words.toArray(String[]::new)).subcommand();
      assertThat(parsed.unmatched()).as("%s", words).isEmpty();
    }
    List<String> push =
        commands.stream().filter(words -> words.contains("push")).findFirst().orElseThrow();
    assertThat(ImageName.parse(push.get(3)).tag()).contains(TAG);
  }

  private static CommandLine commandLine() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Console console = new Console(nowhere, nowhere, Language.ENGLISH, false, 0);
    Settings settings = Settings.of(List.of(), Map.of());
    return CommandTable.complete(new Invocation(console, Map.of(), Path.of(""), settings));
  }

  /** The words behind {@code ferry}, with variables filled in, up to a pipe. */
  private static List<String> words(String line, Map<String, String> variables) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      String word = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      if (word.equals("|")) {
        break;
      }
      words.add(filled(word, variables));
    }
    return words.subList(1, words.size());
  }

  private static String filled(String text, Map<String, String> variables) {
    String filled = text;
    for (int depth = 0; depth < 3; depth++) {
      filled =
          VARIABLE
              .matcher(filled)
              .replaceAll(
                  found -> {
                    String value = variables.get(found.group(1));
                    assertThat(value).as("variable `%s`", found.group(1)).isNotNull();
                    return Matcher.quoteReplacement(String.valueOf(value));
                  });
    }
    return filled;
  }

  private static void variables(Object document, Map<String, String> variables) {
    Map<?, ?> top = (Map<?, ?>) document;
    for (String key : List.of("variables", "env")) {
      if (top.get(key) instanceof Map<?, ?> set) {
        set.forEach((name, value) -> variables.put(name.toString(), value.toString()));
      }
    }
  }

  private static void collect(Object node, List<String> lines) {
    if (node instanceof Map<?, ?> map) {
      map.values().forEach(value -> collect(value, lines));
    } else if (node instanceof Collection<?> list) {
      list.forEach(value -> collect(value, lines));
    } else if (node instanceof String text) {
      lines.add(text); // Numbers and flags hold no command.
    }
  }
}
