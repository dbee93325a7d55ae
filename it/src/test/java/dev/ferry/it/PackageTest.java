package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ferry.bundle.fixture.HostTarget;
import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.model.SymbolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./package} over a build that is there already, and what it makes on a machine without
 * Java.
 */
@Tag("system")
class PackageTest {
  private static final long LARGEST = 60_000_000;

  @TempDir Path folder;
  private Path clone = Path.of("");

  @BeforeEach
  void copyBuild() throws IOException {
    clone = Files.createDirectories(folder.resolve("my 克隆"));
    List<String> sources =
        List.of("package", "LICENSE", "scripts", "packaging", "cli/target/ferry.jar");
    for (String source : Stream.concat(sources.stream(), Stream.of("cli/target/lib")).toList()) {
      try (Stream<Path> files = Files.walk(Source.root().resolve(source))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copied = clone.resolve(Source.root().relativize(file).toString());
          Files.createDirectories(copied.getParent());
          Files.copy(file, copied, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    Files.createFile(clone.resolve("cli/target/ferry.built"));
  }

  private Source.Result make(String... arguments) throws Exception {
    List<String> command =
        Stream.concat(Stream.of(clone.resolve("package").toString()), Stream.of(arguments))
            .toList();
    return Source.run(folder, List.of("LC_ALL=C", "FERRY_LANG"), command);
  }

  @Test
  void oneArchiveRunsWithoutJavaFromAFolderOfSomeoneElse() throws Exception {
    Path media = Files.createDirectories(folder.resolve("media"));
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.setPosixFilePermissions(
        home, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
    Source.Result made = make("-o", media.toString());
    assertThat(made.exitCode()).as(made.errors()).isZero();
    assertThat(made.errors()).contains("the runtime needs glibc 2.");
    Path archive = Path.of(made.output().strip());
    assertThat(Files.size(archive)).isLessThan(LARGEST);
    Source.Result listed =
        Source.run(media, List.of("TZ=UTC"), List.of("tar", "tvzf", archive.toString()));
    assertThat(listed.output().lines())
        .as("nothing of this machine or this day")
        .allMatch(line -> line.contains(" 0/0 ") && line.contains(" 1980-01-01 00:00 "));

    Source.run(media, List.of(), List.of("tar", "xzf", archive.toString()));
    TestBundle.in(media.resolve("bundle"), HostTarget.facts("x86_64", 11, SymbolVersion.of(2, 31)))
        .wheel(TinyWheel.of("app", "1.0").file("app.py", "NAME = 'there'\n"))
        .write();
    Optional<IsolatedMachine> machine = IsolatedMachine.find(media, home);
    assumeThat(machine).isPresent();
    String ferry = "'" + IsolatedMachine.MEDIA + "'/ferry-*/bin/ferry";
    String bundle = " '" + IsolatedMachine.MEDIA + "/bundle'";
    assertThat(machine.get().sh("command -v java").exitCode()).isNotZero();
    Source.Result version = machine.get().sh(ferry + " --version");
    assertThat(version.output()).as(version.errors()).startsWith("ferry ").hasLineCount(1);
    assertThat(version.errors()).isEmpty();
    assertThat(machine.get().sh(ferry + " show" + bundle + " --json").output()).contains("\"app\"");
    assertThat(machine.get().sh(ferry + " verify" + bundle).output()).startsWith("OK: ");
    Source.Result installed =
        machine
            .get()
            .sh(
                ferry
                    + " install"
                    + bundle
                    + " --into env && env/bin/python -c 'import app; print(app.NAME)'");
    assertThat(installed.output()).as(installed.errors()).endsWith("there\n");
  }

  @Test
  void aDryRunSaysHowAndWritesNothing() throws Exception {
    Source.Result result = make("--dry-run", "-o", folder.resolve("none").toString());
    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.errors()).contains(".tar.gz with Java ").contains("jlink");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void aJdkOfAnotherMachineWithoutModulesIsCopiedWhole() throws Exception {
    Path jdk = Files.createDirectories(folder.resolve("jdk/bin")).getParent();
    Files.writeString(
        Objects.requireNonNull(jdk).resolve("release"),
        "JAVA_VERSION=\"25.0.1\"\nOS_ARCH=\"aarch64\"\nOS_NAME=\"Linux\"\nLIBC=\"gnu\"\n");
    Source.Result result = make("--jdk", jdk.toString(), "--dry-run");
    assertThat(result.errors())
        .contains("linux-aarch64")
        .contains("copied whole")
        .contains("jmods");
  }

  @Test
  void whatIsNoJdkIsRefused() throws Exception {
    Source.Result result = make("--jdk", folder.toString());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.errors()).contains("is no JDK");
  }
}
