package dev.ferry.bundle.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.bundle.fixture.HostTarget;
import dev.ferry.bundle.fixture.Shell;
import dev.ferry.bundle.fixture.TinyWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that know nothing of Ferry read a bundle. */
@Tag("system")
class StockToolsTest {
  private static final TinyWheel ALPHA =
      TinyWheel.of("alpha", "1.0").file("alpha/__init__.py", "ANSWER = 42\n");

  @TempDir Path folder;
  private Path bundle;
  private String target;

  @BeforeEach
  void pack() throws IOException {
    PackFixture fixture = new PackFixture(folder);
    target = HostTarget.facts().name();
    bundle = fixture.packed(fixture.request(PackFixture.target(target, fixture.locked(ALPHA))));
  }

  private Shell.Result run(String... command) {
    Shell.Result result = Shell.run(bundle, List.of(command));
    assertThat(result.status()).as(result.err()).isZero();
    return result;
  }

  @Test
  void sha256sum() {
    run("sha256sum", "-c", "SHA256SUMS");
  }

  @Test
  void verifyScript() {
    assertThat(run("sh", "verify.sh").out()).contains("integrity only, origin not checked");
  }

  @Test
  void pip() {
    run("python3", "-m", "venv", folder.resolve("env").toString());
    String python = folder.resolve("env/bin/python").toString();
    run(
        python,
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--no-index",
        "--find-links",
        "packages",
        "-r",
        "targets/" + target + "/requirements.txt");
    assertThat(run(python, "-c", "import alpha; print(alpha.ANSWER)").out().strip())
        .isEqualTo("42");
  }

  @Test
  void skopeo() {
    assumeTrue(Shell.has("skopeo"), "skopeo is not installed");
    assertThat(run("skopeo", "inspect", "--raw", "oci:" + bundle + ":demo-v1.0").out())
        .contains("application/vnd.ferry.bundle.v1");
    Path copy = folder.resolve("copy");
    run("skopeo", "copy", "--all", "oci:" + bundle + ":demo-v1.0", "oci:" + copy + ":demo");
    assertThat(copy.resolve("blobs/sha256")).isNotEmptyDirectory();
  }

  @Test
  void oras() throws IOException {
    assumeTrue(Shell.has("oras"), "oras is not installed");
    Path pulled = Files.createDirectory(folder.resolve("pulled"));
    run("oras", "pull", "--oci-layout", bundle + ":demo-v1.0-" + target, "-o", pulled.toString());
    assertThat(pulled.resolve("packages").resolve(ALPHA.fileName()))
        .hasBinaryContent(ALPHA.bytes());
  }
}
