package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules that only the sources show. */
class HouseRulesTest {
  private static final List<String> PARTS = List.of("scripts/build.sh", "scripts/startup.sh");

  /** The target of a link in Markdown, without its anchor; addresses have a colon. */
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)\\s]*)?\\)");

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

  @Test
  void nothingHasMarksOfAMerge() throws IOException {
    // Put together, so that this file does not find itself.
    assertThat(sourcesThatContain("<".repeat(7) + " ")).isEmpty();
    assertThat(sourcesThatContain(">".repeat(7) + " ")).isEmpty();
  }

  @Test
  void pagesLinkToFilesThatAreThere() throws IOException {
    List<String> dead = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        links++;
        if (!Files.exists(page.toAbsolutePath().resolveSibling(link.group(1)).normalize())) {
          dead.add(page + ": " + link.group(1));
        }
      }
    }
    assertThat(links).isGreaterThan(50);
    assertThat(dead).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(Source.root());
        Stream<Path> docs = Files.walk(Source.root().resolve("docs"))) {
      Stream.concat(top, docs).filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
    }
    pages.add(Source.root().resolve("bench/README.md"));
    return pages;
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
