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
  private static final List<String> PARTS = List.of("scripts/build.sh", "scripts/startup.sh");

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
    List<String> tracked =
        List.of("git", "ls-files", "--", "*.sh", "ferry", "check", "package", ".ci/run");
    List<String> scripts = Source.run(Source.root(), List.of(), tracked).output().lines().toList();
    assertThat(scripts).anyMatch(name -> name.endsWith("/verify.sh")).hasSizeGreaterThan(9);
    shellcheck(List.of("-x"), scripts.stream().filter(name -> !PARTS.contains(name)).toList());
    // Parts take variables from the script that reads them and leave others there.
    shellcheck(List.of("-S", "warning", "-e", "SC2154,SC2034"), PARTS);
  }

  private static void shellcheck(List<String> options, List<String> scripts) throws Exception {
    List<String> command = new ArrayList<>(List.of("shellcheck", "-s", "sh"));
    command.addAll(options);
    command.addAll(scripts);
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
