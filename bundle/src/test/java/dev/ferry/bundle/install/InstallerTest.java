package dev.ferry.bundle.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.bundle.environment.ExtraFile.Unpack;
import dev.ferry.bundle.fixture.Shell;
import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.install.InstallRequest.Link;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
class InstallerTest {
  @TempDir private Path scratch;

  /** The promise of the plan: who executes it makes no difference. */
  @Test
  void sameTreeAsInstallScript() throws IOException {
    everything("bundle").write();
    Shell.Result script = sh("sh bundle/install.sh 'an env 环境'");
    assertThat(script.status()).as(script.err()).isZero();
    Map<String, String> byScript = tree(scratch.resolve("an env 环境").toRealPath());
    sh("rm -rf 'an env 环境' '.an env 环境.ferry'");
    InstallReport report = install("bundle", "an env 环境", Link.COPY);
    assertThat(report.packages()).isEqualTo(2);
    Map<String, String> byFerry = tree(scratch.resolve("an env 环境").toRealPath());
    assertThat(byFerry).isEqualTo(byScript);
    assertThat(byFerry).containsKeys("bin/greet", "bin/tool", "models/m.bin", "lib64");
    assertThat(sh("'an env 环境/bin/greet'").out()).isEqualTo("hello from alpha\n");
  }

  @Test
  void hardLinksShareFilesWithTheCacheWhichRepairsItself() throws IOException {
    everything("bundle").write();
    install("bundle", "env", Link.HARD);
    Path file = scratch.resolve("env").toRealPath().resolve(site("alpha/__init__.py"));
    assertThat((Integer) Files.getAttribute(file, "unix:nlink")).isEqualTo(2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("r--r--r--");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(file, "changed = 1\n");
    install("bundle", "other", Link.COPY);
    assertThat(sh("other/bin/greet").out()).isEqualTo("hello from alpha\n");
  }

  @Test
  void placeIsSharedWithInstallScript() throws IOException {
    for (String version : List.of("1", "2")) {
      TestBundle.in(scratch.resolve("bundle" + version))
          .wheel(TinyWheel.of("alpha", version).file("alpha.py", "v = " + version + "\n"))
          .write();
    }
    install("bundle1", "env", Link.COPY);
    assertThat(install("bundle1", "env", Link.COPY).already()).isTrue();
    assertThatThrownBy(() -> install("bundle2", "env", Link.COPY))
        .isInstanceOfSatisfying(
            FerryException.class,
            refused -> {
              assertThat(refused.failure()).isEqualTo(Failure.REFUSED);
              assertThat(refused.hint().orElseThrow().english()).contains("--replace");
            });
    assertThat(sh("sh bundle2/install.sh env --replace").status()).isZero();
    assertThat(version()).isEqualTo("2\n");
    Installer.rollback(scratch.resolve("env"));
    assertThat(version()).isEqualTo("1\n");
    assertThat(sh("sh bundle2/install.sh env --rollback").status()).isZero();
    assertThat(version()).isEqualTo("2\n");
    try (EnvironmentPlace held = EnvironmentPlace.of(scratch.resolve("env"))) {
      held.open();
      assertThat(sh("sh bundle1/install.sh env --replace").err()).contains("Another run works on");
    }
  }

  @Test
  void failuresLeaveNothing() throws IOException {
    TestBundle.in(scratch.resolve("lying"))
        .wheel(TinyWheel.of("alpha", "1").lying("lie.py", "x = 1\n", "x = 2\n"))
        .write();
    TestBundle.in(scratch.resolve("broken"))
        .wheel(TinyWheel.of("alpha", "1").file("alpha.py", "import nowhere_at_all\n"))
        .write();
    everything("flipped").write();
    VerifyScriptTest.flip(scratch.resolve("flipped/packages/alpha-1-py3-none-any.whl"));
    fails("lying", Failure.VERIFICATION, "lie.py");
    fails("broken", Failure.REHEARSAL, "nowhere_at_all");
    fails("flipped", Failure.VERIFICATION, "alpha-1-py3-none-any.whl");
    assertThat(scratch.resolve("env")).doesNotExist();
    assertThat(scratch.resolve("store/unpacked").toFile().list())
        .allSatisfy(name -> assertThat(name).matches("[0-9a-f]{64}"));
  }

  private void fails(String bundle, Failure failure, String named) {
    assertThatThrownBy(() -> install(bundle, "env", Link.COPY))
        .isInstanceOfSatisfying(
            FerryException.class,
            failed -> {
              assertThat(failed.failure()).as(failed.getMessage()).isEqualTo(failure);
              assertThat(failed.getMessage()).contains(named);
              assertThat(failed.text().chinese()).isNotEqualTo(failed.text().english());
            });
  }

  private TestBundle everything(String folder) {
    TinyWheel alpha = TinyWheel.of("alpha", "1");
    alpha
        .file("alpha/__init__.py", "def main():\n    print('hello from alpha')\n")
        .file("alpha/data, with comma.txt", "x")
        .file("alpha/\uff5e\ud83d\ude00 name.txt", "x")
        .file("both.py", "v = 'a'\n")
        .file(
            alpha.info("entry_points.txt"),
            """
            # comment
            [console_scripts]
            greet = alpha:main
              obj = alpha : main.x [extra]
            [gui_scripts]
            win = alpha
            [other]
            x = y
            """)
        .file(alpha.data("scripts/tool"), "#!python -O\nprint('tool')\n")
        .file(alpha.data("scripts/plain"), "#!/bin/sh\necho plain\n")
        .file(alpha.data("data/share/alpha.txt"), "shared")
        .file(alpha.data("headers/alpha.h"), "")
        .file(alpha.data("platlib/alpha_native.py"), "");
    TinyWheel beta = TinyWheel.of("beta", "2").file("both.py", "v = 'b'\n").file("beta.py", "");
    return TestBundle.in(scratch.resolve(folder))
        .wheel(alpha)
        .wheel(beta)
        .env("MODEL_HOME", "${FERRY_ENV}/mo'del \"模型\" \ud83d\ude00\t\\")
        .env("LD_BIND_NOW", "1")
        .env("EMPTY", "")
        .extra("models/m.bin", Unpack.NONE, "weights".getBytes(UTF_8));
  }

  private InstallReport install(String bundle, String directory, Link link) {
    return Installer.install(
        new InstallRequest(
            scratch.resolve(bundle),
            scratch.resolve(directory),
            Optional.empty(),
            Optional.empty(),
            false,
            true,
            link,
            scratch.resolve("store")),
        Progress.NONE);
  }

  /** Path to mode and bytes; byte code is made by the smoke test and belongs to no plan. */
  private static Map<String, String> tree(Path folder) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(path -> !path.toString().contains("__pycache__")).toList()) {
        tree.put(folder.relativize(path).toString(), describe(path));
      }
    }
    return tree;
  }

  private static String describe(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "-> " + Files.readSymbolicLink(path);
    }
    String mode =
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    return Files.isDirectory(path) ? mode : mode + " " + Digest.of(Files.readAllBytes(path));
  }

  private String site(String path) throws IOException {
    try (Stream<Path> found = Files.list(scratch.resolve("env/lib"))) {
      return "lib/" + found.toList().getFirst().getFileName() + "/site-packages/" + path;
    }
  }

  private String version() {
    return sh("env/bin/python -c 'import alpha; print(alpha.v)'").out();
  }

  private Shell.Result sh(String line) {
    return Shell.run(scratch, List.of("sh", "-c", line));
  }
}
