package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher over a build that is there already, from a folder with spaces and Chinese letters.
 */
@Tag("system")
class LauncherTest {
  private static final String TARGET = "linux-x86_64-glibc2.28-cp311";

  @TempDir Path folder;
  private Path clone = Path.of("");

  @BeforeEach
  void copyBuild() throws IOException {
    clone = Files.createDirectories(folder.resolve("my 克隆"));
    for (String file :
        List.of("ferry", "scripts/java.sh", "scripts/build.sh", "scripts/startup.sh")) {
      copy(file);
    }
    copy("cli/target/ferry.jar");
    try (Stream<Path> libraries = Files.list(Source.root().resolve("cli/target/lib"))) {
      for (Path library : libraries.toList()) {
        copy("cli/target/lib/" + library.getFileName());
      }
    }
    Files.createFile(clone.resolve("cli/target/ferry.built"));
  }

  private void copy(String file) throws IOException {
    Path copied = clone.resolve(file);
    Files.createDirectories(copied.getParent());
    Files.copy(
        Source.root().resolve(file), copied, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
  }

  private Source.Result ferry(List<String> environment, String... arguments) throws Exception {
    Path link = folder.resolve("a link");
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, clone.resolve("ferry"));
    }
    List<String> command = Stream.concat(Stream.of(link.toString()), Stream.of(arguments)).toList();
    return Source.run(folder, environment, command);
  }

  @Test
  void versionIsOneLineAndTheSecondRunSaysNothingElse() throws Exception {
    ferry(List.of("HOME"), "--version");
    Source.Result second = ferry(List.of("HOME"), "--version");
    assertThat(second.exitCode()).isZero();
    assertThat(second.output()).startsWith("ferry ").hasLineCount(1);
    assertThat(second.errors()).isEmpty();
  }

  @Test
  void everyStartupCacheGivesTheSameAnswer() throws Exception {
    String plain = ferry(List.of("FERRY_STARTUP_CACHE=off"), "target", "show", TARGET).output();
    assertThat(plain).contains(TARGET);
    for (String kind : List.of("aot", "cds")) {
      List<String> environment = List.of("FERRY_STARTUP_CACHE=" + kind);
      ferry(environment, "target", "show", TARGET);
      Source.Result cached = ferry(environment, "target", "show", TARGET);
      assertThat(cached.output()).isEqualTo(plain);
      assertThat(cached.errors()).isEmpty();
    }
  }

  @Test
  void brokenCacheIsNoReasonToFail() throws Exception {
    ferry(List.of(), "--version");
    try (Stream<Path> files = Files.list(clone.resolve("cli/target"))) {
      List<Path> caches =
          files.filter(file -> file.getFileName().toString().startsWith("startup-")).toList();
      assertThat(caches).isNotEmpty();
      for (Path cache : caches) {
        Files.writeString(cache, "no cache");
      }
    }
    Source.Result result = ferry(List.of(), "--version");
    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).startsWith("ferry ").hasLineCount(1);
  }

  @Test
  void messagesSpeakTheUsersLanguageAndCodesSayWhoseFaultItIs() throws Exception {
    List<String> chinese = List.of("LANG=zh_CN.UTF-8", "LC_ALL", "LC_MESSAGES", "FERRY_LANG");
    Source.Result result = ferry(chinese, "target", "show", "linus-x86_64-glibc2.28-cp311");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).contains("目标").contains("linux");
  }

  @Test
  void missingJdkIsSaidWithWhatToInstall() throws Exception {
    String script = Files.readString(clone.resolve("scripts/java.sh")).replace("-ge 21", "-ge 99");
    Files.writeString(clone.resolve("scripts/java.sh"), script);
    Source.Result result = ferry(List.of("LANG=C", "LC_ALL=C", "FERRY_LANG"), "--version");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output()).isEmpty();
    assertThat(result.errors()).contains("JDK").contains("apt-get").contains("dnf");
  }
}
