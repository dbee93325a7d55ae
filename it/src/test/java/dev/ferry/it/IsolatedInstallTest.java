package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.bundle.fixture.TinyWheel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The far side: no network, no Java, no Ferry, not root; {@code sh} and {@code python3}. */
@Tag("system")
class IsolatedInstallTest {
  private static final String TARGET =
      "linux-" + System.getProperty("os.arch").replace("amd64", "x86_64") + "-glibc2.36-cp311";

  private static Optional<IsolatedMachine> found = Optional.empty();
  private IsolatedMachine machine;

  @BeforeAll
  static void bundleOnMedia(@TempDir Path folder) throws Exception {
    Path media = Files.createDirectory(folder.resolve("media"));
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    found = IsolatedMachine.find(media, home);
    Site site = Site.in(Files.createDirectory(folder.resolve("site")));
    TinyWheel tool = TinyWheel.of("tool", "1.0", "Requires-Dist: beta\n");
    tool.file("tool.py", "import beta\n\ndef main():\n    print('from', beta.NAME)\n");
    tool.file(tool.info("entry_points.txt"), "[console_scripts]\ngreet = tool:main\n");
    site.wheel(tool).wheel(TinyWheel.of("beta", "1.0").file("beta.py", "NAME = 'beta 贝塔'\n"));
    site.packed("pack", "tool", "--target", TARGET, "--no-rehearse", "-o", media.toString());
  }

  @BeforeEach
  void machine() {
    assumeTrue(found.isPresent(), "no container of a Debian 12 here: needs root, podman, runc");
    machine = found.get();
  }

  private String done(String line) throws Exception {
    Source.Result result = machine.sh(line);
    assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
    return result.output();
  }

  @Test
  void theMachineIsWhatItClaimsToBe() throws Exception {
    assertThat(done("id -u; readlink /bin/sh; grep -c : /proc/net/dev"))
        .isEqualTo("1000\ndash\n1\n");
    for (String absent : new String[] {"java", "pip", "uv", "ferry"}) {
      assertThat(machine.sh("command -v " + absent).exitCode()).as(absent).isNotZero();
    }
    assertThat(machine.sh("python3 -c 'import ensurepip'").exitCode()).isNotZero();
    assertThat(machine.sh("touch " + quoted(IsolatedMachine.MEDIA + "/x")).exitCode()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
  void verifiesInstallsAndRuns(String shell) throws Exception {
    String bundle = quoted(IsolatedMachine.MEDIA) + "/*";
    String verify = shell + " " + bundle + "/verify.sh >&2";
    String env = "我的 " + shell;
    String install = shell + " " + bundle + "/install.sh " + quoted(env);
    assertThat(done(verify + " && " + install)).isEqualTo(IsolatedMachine.HOME + "/" + env + "\n");
    assertThat(done(quoted(env + "/bin/greet"))).isEqualTo("from beta 贝塔\n");
    assertThat(done(quoted(env + "/bin/python") + " -c 'import tool; tool.main()'"))
        .isEqualTo("from beta 贝塔\n");
    assertThat(done("cat " + quoted(env + "/ferry-environment.json"))).contains("\"passed\": true");
    assertThat(machine.sh(install).errors()).contains("already holds this environment");
  }

  @Test
  void whereItMayNotWriteItSaysSoAndLeavesNothing() throws Exception {
    String bundle = quoted(IsolatedMachine.MEDIA) + "/*";
    for (String place : new String[] {"/opt", IsolatedMachine.MEDIA}) {
      Source.Result refused = machine.sh("sh " + bundle + "/install.sh " + quoted(place + "/env"));
      assertThat(refused.exitCode()).as(refused.errors()).isEqualTo(3);
      assertThat(refused.output()).isEmpty();
      assertThat(refused.errors()).contains(place).doesNotContain("Traceback");
    }
  }

  /** Debian's own Python, which finds its library beside itself wherever it lies. */
  @Test
  void aMachineWithoutPythonUsesTheOneThatIsCarried(@TempDir Path folder) throws Exception {
    Site site = Site.in(folder.resolve("site"));
    site.wheel(TinyWheel.of("beta", "1.0").file("beta.py", "NAME = 'beta'\n"));
    String archive =
        "mkdir -p python/bin python/lib && cp \"$0/usr/bin/python3.11\" python/bin/ && "
            + "cp -r \"$0/usr/lib/python3.11\" python/lib/ && rm -rf python/lib/*/EXTERNALLY* "
            + "&& tar -cf python.tar -h python";
    Source.Result made = site.other("sh", "-c", archive, machine.system().toString());
    assertThat(made.exitCode()).as(made.errors()).isZero();
    Files.writeString(
        site.work().resolve("ferry.yaml"),
        """
        name: whole
        targets: [%s]
        requires: [beta]
        python: {file: python.tar, executable: python/bin/python3.11}
        """
            .formatted(TARGET));
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path media = Files.createDirectory(folder.resolve("media"));
    site.packed("pack", "-f", "ferry.yaml", "--no-rehearse", "-o", media.toString());

    IsolatedMachine bare = IsolatedMachine.find(media, home).orElseThrow();
    assertThat(bare.shWithoutPython("command -v python3 python3.11 python").exitCode()).isNotZero();
    String bundle = quoted(IsolatedMachine.MEDIA) + "/*";
    Source.Result installed = bare.shWithoutPython("sh " + bundle + "/install.sh env");
    assertThat(installed.exitCode()).as(installed.errors()).isZero();
    Source.Result answer =
        bare.shWithoutPython("env/bin/python -c 'import beta, ssl, sys; print(sys.version[:4])'");
    assertThat(answer.output()).as(answer.errors()).isEqualTo("3.11\n");
  }

  private static String quoted(String path) {
    return "'" + path + "'";
  }
}
