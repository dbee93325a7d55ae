package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules that only the sources show. */
class HouseRulesTest {
  @Test
  void nobodyAsksJavaForTheHomeFolder() throws IOException {
    assertThat(sourcesThatContain("\"user.home\""))
        .as("take HOME of the environment: Java's own comes from the password file")
        .isEmpty();
  }

  @Test
  void formatsAreWrittenWithoutTheLocale() throws IOException {
    assertThat(sourcesThatContain(".toLowerCase()"))
        .as("take toLowerCase(Locale.ROOT): Turkish has another i")
        .isEmpty();
    assertThat(sourcesThatContain("Charset.defaultCharset()")).isEmpty();
  }

  @Test
  @Tag("system")
  void scriptsPassShellcheck() throws Exception {
    List<String> command = new ArrayList<>(List.of("shellcheck", "-x", "-s", "sh"));
    for (String script : List.of("ferry", "check", ".ci/run", "scripts/install-test-tools.sh")) {
      command.add(Source.root().resolve(script).toString());
    }
    Source.Result result = Source.run(Source.root(), List.of(), command);
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private static List<Path> sourcesThatContain(String words) throws IOException {
    List<Path> found = new ArrayList<>();
    int read = 0;
    try (Stream<Path> modules = Files.list(Source.root())) {
      for (Path sources : modules.map(module -> module.resolve("src/main/java")).toList()) {
        if (!Files.isDirectory(sources)) {
          continue;
        }
        try (Stream<Path> files = Files.walk(sources)) {
          for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
            read++;
            if (Files.readString(file).contains(words)) {
              found.add(file);
            }
          }
        }
      }
    }
    assertThat(read).isPositive();
    return found;
  }
}
