package dev.ferry.bundle.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.environment.ExtraFile.Unpack;
import dev.ferry.bundle.environment.Smoke;
import dev.ferry.bundle.fixture.HostTarget;
import dev.ferry.bundle.fixture.Shell;
import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.model.SymbolVersion;
import dev.ferry.model.SystemLibrary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
class InstallScriptTest {
  @TempDir private Path scratch;

  @Test
  void installsEveryKindOfFile() throws IOException {
    TestBundle bundle = TestBundle.in(scratch.resolve("bundle"));
    bundle.wheel(everything()).env("MODEL_HOME", "${FERRY_ENV}/mo'del 模型");
    bundle.env("LD_BIND_NOW", "1").extra("models/m.bin", Unpack.NONE, "weights".getBytes(UTF_8));
    bundle.extra("models/ocr", Unpack.TAR, tar(new TarArchiveEntry("a/b.txt"), "inside"));
    bundle.write();
    String env = "my env 环境";
    Shell.Result result = install("bundle", env);
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo(scratch.toRealPath().resolve(env) + "\n");

    Path dir = scratch.resolve(env);
    assertThat(run(dir.resolve("bin/greet")).out()).isEqualTo("hello from alpha\n");
    assertThat(run(dir.resolve("bin/tool")).out()).isEqualTo("tool\n");
    assertThat(dir.resolve("share/alpha.txt")).hasContent("shared");
    assertThat(dir.resolve("models/m.bin")).hasContent("weights");
    assertThat(dir.resolve("models/ocr/a/b.txt")).hasContent("inside");
    String home = scratch.toRealPath().resolve(env) + "/mo'del 模型";
    assertThat(python(dir, "import os; print(os.environ['MODEL_HOME'])")).isEqualTo(home + "\n");
    assertThat(python(dir, "import os; print('LD_BIND_NOW' in os.environ)")).isEqualTo("False\n");
    String shown = "'. \"$0/bin/activate\"; printf \"%s\" \"$MODEL_HOME\"; deactivate; greet'";
    assertThat(sh("sh -c " + shown + " \"$PWD/" + env + "\"").out()).isEqualTo(home);
    assertThat(sh("\"$PWD/" + env + "\"/bin/ferry-run sh -c 'echo $LD_BIND_NOW; greet'").out())
        .isEqualTo("1\nhello from alpha\n");
    assertThat(Files.readString(dir.resolve("ferry-environment.json")))
        .contains("\"passed\": true");
  }

  @Test
  void recordIsTrue() throws IOException {
    TestBundle.in(scratch.resolve("bundle")).wheel(everything()).write();
    assertThat(install("bundle", "env").status()).isZero();
    String check =
        """
        import base64, csv, hashlib, importlib.metadata, os, sys
        dist = importlib.metadata.distribution("alpha")
        rows = list(csv.reader(dist.read_text("RECORD").splitlines()))
        for path, digest, size in rows:
            data = dist.locate_file(path).read_bytes()
            if digest:
                value = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
                assert digest == "sha256=" + value and int(size) == len(data), path
        paths = [row[0] for row in rows]
        assert paths == sorted(paths) and "../../../bin/greet" in paths, paths
        print(dist.read_text("INSTALLER").strip(), dist.read_text("REQUESTED") == "")
        """;
    assertThat(python(scratch.resolve("env"), check)).isEqualTo("ferry True\n");
  }

  @Test
  void replaceKeepsOneOlderVersionAndRollbackReturnsToIt() throws IOException {
    for (String version : List.of("1", "2", "3")) {
      TestBundle.in(scratch.resolve("bundle" + version))
          .wheel(TinyWheel.of("alpha", version).file("alpha.py", "v = " + version + "\n"))
          .write();
    }
    assertThat(install("bundle1", "env").status()).isZero();
    Shell.Result again = install("bundle1", "env");
    assertThat(again.status()).isZero();
    assertThat(again.err()).contains("already holds this environment");
    assertThat(install("bundle2", "env").err()).contains("hint: `--replace`");
    assertThat(version()).isEqualTo("1\n");
    assertThat(install("bundle2", "env", "--replace").status()).isZero();
    assertThat(install("bundle3", "env", "--replace").status()).isZero();
    assertThat(version()).isEqualTo("3\n");
    assertThat(versions()).hasSize(2);
    assertThat(install("bundle1", "env", "--rollback").status()).isZero();
    assertThat(version()).isEqualTo("2\n");
    assertThat(install("bundle1", "env", "--rollback").status()).isZero();
    assertThat(version()).isEqualTo("3\n");
  }

  @Test
  void aFailedSmokeTestNeverSwitches() throws IOException {
    TestBundle.in(scratch.resolve("good"))
        .wheel(TinyWheel.of("alpha", "1").file("alpha.py", "v = 1\n"))
        .write();
    TestBundle.in(scratch.resolve("bad"))
        .wheel(TinyWheel.of("alpha", "2").file("alpha.py", "import not_there_at_all\n"))
        .write();
    assertThat(install("good", "env").status()).isZero();
    Shell.Result bad = install("bad", "env", "--replace");
    assertThat(bad.status()).isEqualTo(1);
    assertThat(bad.err()).contains("the module `not_there_at_all` is missing");
    assertThat(version()).isEqualTo("1\n");
    assertThat(versions()).hasSize(1);
    assertThat(install("bad", "other").status()).isEqualTo(1);
    assertThat(scratch.resolve("other")).doesNotExist();
  }

  @Test
  void smokeOfTheSpec() {
    Smoke good =
        new Smoke(List.of("alpha"), Optional.of("print('script')\n"), List.of("greet", "tool"));
    TestBundle.in(scratch.resolve("good")).wheel(everything()).smoke(good).write();
    Shell.Result result = install("good", "env");
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err()).contains("script\n").contains("hello from alpha\n").contains("tool\n");
    Smoke bad = new Smoke(List.of(), Optional.empty(), List.of("exit 7"));
    TestBundle.in(scratch.resolve("bad")).wheel(everything()).smoke(bad).write();
    assertThat(install("bad", "env2").err()).contains("The smoke test failed (exit 7)");
  }

  @Test
  void copiesWithoutHardLinks() throws IOException {
    Path bundle =
        TestBundle.in(scratch.resolve("bundle"))
            .wheel(TinyWheel.of("alpha", "1").file("alpha.py", "v = 1\n"))
            .write();
    sh("rm bundle/packages/*");
    assertThat(install("bundle", "env").status()).isZero();
    assertThat(version()).isEqualTo("1\n");
    sh("chmod -R a-w bundle");
    assertThat(install("bundle", "env", "--replace").status()).isZero();
    sh(
        "chmod -R u+w bundle; for f in bundle/blobs/sha256/*; do head -c2 $f | grep -q PK && rm $f;"
            + " done");
    Shell.Result gone = install("bundle", "env", "--replace");
    assertThat(gone.status()).isEqualTo(1);
    assertThat(gone.err()).contains("is missing from the bundle, and so is its twin");
    assertThat(bundle).isDirectory();
  }

  @Test
  void nothingIsWrittenForADamagedBundle() throws IOException {
    for (String path :
        List.of(
            "packages/alpha-1-py3-none-any.whl",
            "install.sh",
            "targets/" + HostTarget.facts().name() + "/pylock.toml",
            "targets/" + HostTarget.facts().name() + "/environment.json")) {
      Path bundle =
          TestBundle.in(Files.createTempDirectory(scratch, "b"))
              .wheel(TinyWheel.of("alpha", "1").file("alpha.py", "v = 1\n"))
              .write();
      Path file = bundle.resolve(path);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 2] = (byte) (bytes[bytes.length - 2] ^ (path.endsWith(".sh") ? 0 : 1));
      Files.delete(file);
      Files.write(file, bytes);
      if (path.endsWith(".sh")) {
        Files.writeString(file, Files.readString(file) + "# more\n");
      }
      Shell.Result result = install(scratch.relativize(bundle).toString(), "env");
      assertThat(result.status()).as(path).isEqualTo(1);
      assertThat(result.err()).contains(path.substring(path.lastIndexOf('/') + 1));
      TestBundle.sum(bundle);
      if (path.contains("targets/")) {
        Shell.Result hidden = install(scratch.relativize(bundle).toString(), "env");
        assertThat(hidden.status()).as(path + " with new sums").isEqualTo(1);
      }
      assertThat(scratch.resolve(".env.ferry")).doesNotExist();
    }
  }

  @Test
  void hostileWheels() {
    List<TinyWheel> wheels =
        List.of(
            alpha().unrecorded("extra.py", new byte[0]),
            alpha().lying("lie.py", "import os\n", "import re\n"),
            alpha().file("../escape.py", ""),
            alpha().file("/absolute.py", ""),
            alpha().file(alpha().data("scripts/python"), "#!python\n"),
            alpha().file(alpha().data("data/pyvenv.cfg"), ""),
            alpha().file(alpha().data("data/lib/../../x"), ""),
            alpha().file(alpha().data("elsewhere/x"), ""),
            alpha().file("two-1.dist-info/METADATA", ""),
            alpha().file(alpha().info("entry_points.txt"), "[console_scripts]\n../x = a:b\n"),
            alpha()
                .file(alpha().info("entry_points.txt"), "[console_scripts]\nx = a:b; import os\n"),
            alpha().file(alpha().info("entry_points.txt"), "[console_scripts]\npython3 = a:b\n"),
            alpha().file("a", "").file("a/b", ""),
            TinyWheel.of("other", "1").file("x.py", ""));
    for (int i = 0; i < wheels.size(); i++) {
      TestBundle bundle = TestBundle.in(scratch.resolve("b" + i));
      if (i == wheels.size() - 1) {
        bundle.wheelAs("alpha", wheels.get(i)).write();
      } else {
        bundle.wheel(wheels.get(i)).write();
      }
      Shell.Result result = install("b" + i, "env" + i);
      assertThat(result.status()).as("wheel %s: %s", i, result.err()).isEqualTo(1);
      assertThat(result.err()).contains("alpha").doesNotContain("Traceback");
      assertThat(scratch.resolve("env" + i)).doesNotExist();
    }
    assertThat(scratch.resolve("escape.py")).doesNotExist();
  }

  @Test
  void hostileArchivesOfExtraFiles() throws IOException {
    TarArchiveEntry link = new TarArchiveEntry("link", TarArchiveEntry.LF_SYMLINK);
    link.setLinkName("/etc/passwd");
    List<byte[]> archives =
        List.of(
            tar(new TarArchiveEntry("../../out.txt"), "x"),
            tar(new TarArchiveEntry("/out.txt", true), "x"),
            tar(link, ""),
            "no archive".getBytes(UTF_8));
    for (int i = 0; i < archives.size(); i++) {
      TestBundle.in(scratch.resolve("b" + i))
          .wheel(alpha())
          .extra("models", Unpack.TAR, archives.get(i))
          .write();
      Shell.Result result = install("b" + i, "env");
      assertThat(result.status()).as("archive %s: %s", i, result.err()).isEqualTo(1);
      assertThat(result.err()).contains("archive for `models`");
      assertThat(scratch.resolve("env")).doesNotExist();
    }
    TestBundle over = TestBundle.in(scratch.resolve("over")).wheel(alpha());
    over.extra("bin/python", Unpack.NONE, new byte[1]).write();
    assertThat(install("over", "env").err()).contains("would replace another file");
  }

  @Test
  void twoPackagesWithOnePath() throws IOException {
    TestBundle.in(scratch.resolve("bundle"))
        .wheel(TinyWheel.of("alpha", "1").file("same.py", "x = 1\n").file("both.py", "v = 'a'\n"))
        .wheel(TinyWheel.of("beta", "1").file("same.py", "x = 1\n").file("both.py", "v = 'b'\n"))
        .write();
    Shell.Result result = install("bundle", "env");
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err()).contains("both.py` differs between `alpha` and `beta`");
    assertThat(result.err()).doesNotContain("same.py");
    assertThat(python(scratch.resolve("env"), "import both; print(both.v)")).isEqualTo("b\n");
  }

  @Test
  void anEmptyFolderBecomesTheEnvironment() throws IOException {
    TestBundle.in(scratch.resolve("bundle")).wheel(alpha()).write();
    Files.createDirectory(scratch.resolve("env"));
    Shell.Result result = install("bundle", "env", "--no-smoke");
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err()).contains("unpacking 1 package, ");
    assertThat(scratch.resolve("env")).isSymbolicLink();
  }

  @Test
  void aBundleWithoutItsInstallerSaysSo() throws IOException {
    Path bundle = TestBundle.in(scratch.resolve("bundle")).wheel(alpha()).write();
    Files.delete(bundle.resolve("install.py"));
    Shell.Result english = install("bundle", "env");
    assertThat(english.status()).isEqualTo(1);
    assertThat(english.err()).contains("`install.py` of the bundle is missing");
    Shell.Result chinese =
        Shell.run(
            scratch,
            java.util.Map.of("LC_ALL", "C.UTF-8", "FERRY_LANG", "zh_CN.UTF-8"),
            List.of("sh", "bundle/install.sh", "env"));
    assertThat(chinese.err()).contains("包中缺少 `install.py`");
  }

  @Test
  void whatFerryDidNotMakeIsLeftAlone() throws IOException {
    TestBundle.in(scratch.resolve("bundle")).wheel(alpha()).write();
    Files.createDirectory(scratch.resolve("mine"));
    Files.writeString(scratch.resolve("mine/notes"), "x");
    Files.writeString(scratch.resolve("file"), "x");
    Files.createSymbolicLink(scratch.resolve("link"), Path.of("mine"));
    for (String name : List.of("mine", "file", "link")) {
      Shell.Result result = install("bundle", name, "--replace");
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).containsAnyOf("was not made by Ferry", "Ferry did not make");
    }
    assertThat(install("bundle", "bundle/env").err()).contains("lies inside the bundle");
    assertThat(install("bundle", "a$b").status()).isEqualTo(2);
    assertThat(install("bundle").status()).isEqualTo(2);
    assertThat(install("bundle", "env", "--wrong").status()).isEqualTo(2);
  }

  @Test
  void machinesThatDoNotFit() {
    String machine = HostTarget.facts().machine();
    int minor = HostTarget.facts().python().minor();
    SymbolVersion old = SymbolVersion.of(2, 17);
    TestBundle.in(scratch.resolve("arch"), HostTarget.facts("s390x", minor, old))
        .wheel(alpha())
        .write();
    assertThat(install("arch", "env").err()).contains("is a program for").contains("s390x");
    TestBundle.in(scratch.resolve("libc"), HostTarget.facts(machine, minor, SymbolVersion.of(9, 1)))
        .wheel(alpha())
        .write();
    assertThat(install("libc", "env").err()).contains("needs glibc 9.1 or newer");
    TestBundle.in(scratch.resolve("python"), HostTarget.facts(machine, 99, old))
        .wheel(alpha())
        .write();
    assertThat(install("python", "env").err()).contains("the environment needs CPython 3.99");
    TestBundle.in(scratch.resolve("requires"))
        .wheel(TinyWheel.of("alpha", "1", "Requires-Python: >=3.7,!=3.7.0,<3.7.1\n"))
        .write();
    assertThat(install("requires", "env").err())
        .contains("`alpha` needs Python `>=3.7,!=3.7.0,<3.7.1`");
    TestBundle.in(scratch.resolve("library"))
        .wheel(alpha())
        .library(
            new SystemLibrary(
                "libnowhere.so.9", List.of("alpha"), Map.of("rpm", "nowhere"), Optional.empty()))
        .write();
    Shell.Result missing = install("library", "env");
    assertThat(missing.status()).isEqualTo(3);
    assertThat(missing.err())
        .contains("`libnowhere.so.9` is missing (needed by alpha); install: rpm `nowhere`");
    assertThat(scratch.resolve(".env.ferry")).doesNotExist();
    Shell.Result chinese =
        Shell.run(
            scratch, Map.of("LC_ALL", "zh_CN.UTF-8"), List.of("sh", "library/install.sh", "env"));
    assertThat(chinese.err()).contains("缺少 `libnowhere.so.9`");
  }

  /** Seeded kills: afterwards there is the old environment or none, and the same command works. */
  @Test
  void killedAtAnyMoment() throws IOException, InterruptedException {
    TestBundle big = TestBundle.in(scratch.resolve("bundle"));
    for (int i = 0; i < 12; i++) {
      TinyWheel wheel = TinyWheel.of("p" + i, "1");
      for (int j = 0; j < 40; j++) {
        wheel.file("p" + i + "_" + j + ".py", "x = " + j + "\n");
      }
      big.wheel(wheel);
    }
    big.wheel(TinyWheel.of("alpha", "2").file("alpha.py", "v = 2\n"));
    big.smoke(new Smoke(List.of("alpha"), Optional.empty(), List.of())).write();
    TestBundle.in(scratch.resolve("old"))
        .wheel(TinyWheel.of("alpha", "1").file("alpha.py", "v = 1\n"))
        .write();
    assertThat(install("old", "env").status()).isZero();
    long start = System.nanoTime();
    assertThat(install("bundle", "calm").status()).isZero();
    long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    Random random = new Random(11);
    int killed = 0;
    for (int round = 0; round < 12; round++) {
      Process process =
          new ProcessBuilder("sh", "bundle/install.sh", "env", "--replace")
              .directory(scratch.toFile())
              .redirectErrorStream(true)
              .redirectOutput(scratch.resolve("log").toFile())
              .start();
      process.waitFor(whole * (5 + random.nextInt(95)) / 100, TimeUnit.MILLISECONDS);
      killed += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      assertThat(version()).isIn("1\n", "2\n");
    }
    assertThat(killed).as("rounds in which there was something to kill").isGreaterThan(5);
    Shell.Result last = install("bundle", "env", "--replace");
    assertThat(last.status()).as(last.err()).isZero();
    assertThat(version()).isEqualTo("2\n");
    assertThat(versions()).hasSizeLessThanOrEqualTo(2);
  }

  /** Where there was no environment, a kill leaves none or a whole one. */
  @Test
  void killedAtAnyMomentOfTheFirstInstallation() throws IOException, InterruptedException {
    TinyWheel wheel = TinyWheel.of("alpha", "2").file("alpha.py", "v = 2\n");
    for (int i = 0; i < 300; i++) {
      wheel.file("alpha_parts/p" + i + ".py", "x = " + i + "\n");
    }
    TestBundle.in(scratch.resolve("bundle")).wheel(wheel).write();
    long start = System.nanoTime();
    assertThat(install("bundle", "calm").status()).isZero();
    long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    Random random = new Random(13);
    int killed = 0;
    for (int round = 0; round < 8; round++) {
      Process process =
          new ProcessBuilder("sh", "bundle/install.sh", "env")
              .directory(scratch.toFile())
              .redirectErrorStream(true)
              .redirectOutput(scratch.resolve("log").toFile())
              .start();
      process.waitFor(whole * (5 + random.nextInt(90)) / 100, TimeUnit.MILLISECONDS);
      killed += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      if (Files.exists(scratch.resolve("env"))) {
        assertThat(version()).isEqualTo("2\n");
        sh("rm -rf env .env.ferry");
      } else if (round % 2 == 1) {
        Shell.Result again = install("bundle", "env");
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(version()).isEqualTo("2\n");
        sh("rm -rf env .env.ferry");
      }
    }
    assertThat(killed).as("rounds in which there was something to kill").isGreaterThan(3);
  }

  @Test
  void aSecondRunIsExcluded() throws IOException {
    TestBundle.in(scratch.resolve("bundle")).wheel(alpha()).write();
    assertThat(install("bundle", "env").status()).isZero();
    String held =
        "import fcntl, subprocess, sys; f = open('.env.ferry/lock', 'r+'); fcntl.lockf(f, 2); "
            + "sys.exit(subprocess.call(['sh', 'bundle/install.sh', 'env', '--replace']))";
    Shell.Result result = Shell.run(scratch, List.of("python3", "-c", held));
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err()).contains("Another run works on");
  }

  private static TinyWheel alpha() {
    return TinyWheel.of("alpha", "1");
  }

  private static TinyWheel everything() {
    TinyWheel wheel = TinyWheel.of("alpha", "1");
    return wheel
        .file("alpha/__init__.py", "def main():\n    print('hello from alpha')\n")
        .file("alpha/data, with comma.txt", "x")
        .file(wheel.info("entry_points.txt"), "[console_scripts]\ngreet = alpha:main\n")
        .file(wheel.data("scripts/tool"), "#!python\nprint('tool')\n")
        .file(wheel.data("data/share/alpha.txt"), "shared")
        .file(wheel.data("headers/alpha.h"), "")
        .file(wheel.data("platlib/alpha_native.py"), "");
  }

  private static byte[] tar(TarArchiveEntry entry, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      entry.setSize(content.length());
      tar.putArchiveEntry(entry);
      tar.write(content.getBytes(UTF_8));
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private Shell.Result install(String bundle, String... arguments) {
    List<String> command = new ArrayList<>(List.of("sh", bundle + "/install.sh"));
    command.addAll(List.of(arguments));
    return Shell.run(scratch, command);
  }

  private Shell.Result sh(String line) {
    return Shell.run(scratch, List.of("sh", "-c", line));
  }

  private Shell.Result run(Path program) {
    return Shell.run(scratch, List.of(program.toString()));
  }

  private String python(Path dir, String source) {
    Shell.Result result =
        Shell.run(scratch, List.of(dir.resolve("bin/python").toString(), "-c", source));
    assertThat(result.status()).as(result.err()).isZero();
    return result.out();
  }

  private String version() {
    return python(scratch.resolve("env"), "import alpha; print(alpha.v)");
  }

  private List<Path> versions() throws IOException {
    try (Stream<Path> found = Files.list(scratch.resolve(".env.ferry"))) {
      return found.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }
}
