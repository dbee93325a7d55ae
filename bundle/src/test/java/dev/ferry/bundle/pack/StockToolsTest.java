package dev.ferry.bundle.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.bundle.evidence.Statement;
import dev.ferry.bundle.fixture.HostTarget;
import dev.ferry.bundle.fixture.Shell;
import dev.ferry.bundle.fixture.TinyWheel;
import dev.ferry.bundle.layout.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools that know nothing of Ferry read a bundle. */
@Tag("system")
class StockToolsTest {
  private static final String QUESTION =
      "import alpha, beta; print(alpha.ANSWER, beta.__file__[-16:])";
  private static final TinyWheel ALPHA =
      TinyWheel.of("alpha", "1.0").file("alpha/__init__.py", "ANSWER = 42\n");
  private static final TinyWheel BETA =
      TinyWheel.of("beta", "2.0+cu118").file("beta/__init__.py", "");

  /** Another wheel under the same file name, as vendors have them for two drivers. */
  private static final TinyWheel ELSEWHERE =
      TinyWheel.of("alpha", "1.0").file("alpha/__init__.py", "ANSWER = 43\n");

  private static final String FIRST = "linux-s390x-glibc2.28-cp311";

  @TempDir Path folder;
  private PackFixture fixture;
  private Path bundle;
  private String target;

  @BeforeEach
  void pack() throws IOException {
    fixture = new PackFixture(folder);
    target = HostTarget.facts().name();
    bundle = packed(Form.OCI, false);
  }

  private Path packed(Form form, boolean tar) throws IOException {
    BundleCheck check =
        (written, root) ->
            List.of(new Statement(root, Statement.TEST_RESULT, Map.of("result", "PASSED")));
    PackRequest request =
        fixture.request(
            form,
            tar,
            PackFixture.target(FIRST, fixture.locked(ELSEWHERE)),
            PackFixture.target(target, fixture.locked(ALPHA), fixture.locked(BETA)));
    return ((PackOutcome.Packed) fixture.pack(request, Optional.of(check))).bundle();
  }

  /** The interpreter of a new environment, which need not have a pip of its own. */
  private String environment(String... options) {
    List<String> command = new ArrayList<>(List.of("python3", "-m", "venv"));
    command.addAll(List.of(options));
    command.add(folder.resolve("env").toString());
    run(command.toArray(String[]::new));
    return folder.resolve("env/bin/python").toString();
  }

  private void assertInstalled(String python) {
    assertThat(run(python, "-c", QUESTION).out().strip()).isEqualTo("42 beta/__init__.py");
  }

  /** A program that {@code ./check} installed, else one in {@code PATH}. */
  private static String tool(String name, String inPath) {
    String tools = System.getenv("FERRY_TEST_TOOLS");
    String installed = tools == null ? "" : tools + "/" + name;
    String tool = Files.isExecutable(Path.of(installed)) ? installed : inPath;
    assumeTrue(Shell.has(tool), tool + " is not installed");
    return tool;
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
    String python = environment();
    List<String> command =
        new ArrayList<>(List.of(python, "-m", "pip", "install", "--no-index", "--require-hashes"));
    String advice = run("sed", "-n", "s/^# pip install //p", requirements()).out();
    assertThat(advice).startsWith("--require-hashes --no-index --find-links packages ");
    command.addAll(List.of(advice.strip().split(" ", -1)));
    run(command.toArray(String[]::new));
    assertInstalled(python);
  }

  private String requirements() {
    return "targets/" + target + "/requirements.txt";
  }

  @Test
  void pipReadsTheLock() {
    String stock = tool("venv/bin/python", "python3");
    String version =
        run(stock, "-m", "pip", "--version").out().replaceAll("^pip (\\d+).*\\s", "$1");
    assumeTrue(Integer.parseInt(version) >= 26, "pip " + version + " reads no pylock.toml");
    String python = environment("--without-pip");
    String lock = "targets/" + target + "/pylock.toml";
    run(stock, "-m", "pip", "--python", python, "install", "--no-index", "-r", lock);
    assertInstalled(python);
  }

  @Test
  void uvReadsTheLock() {
    String uv = tool("bin/uv", "uv");
    String python = environment("--without-pip");
    String cache = folder.resolve("uv").toString();
    String lock = "targets/" + target + "/pylock.toml";
    run(
        uv,
        "pip",
        "install",
        "-q",
        "--cache-dir",
        cache,
        "--offline",
        "--python",
        python,
        "-r",
        lock);
    assertInstalled(python);
  }

  @Test
  void uvReadsTheRequirements() {
    String uv = tool("bin/uv", "uv");
    String python = environment("--without-pip");
    List<String> command = new ArrayList<>(List.of(uv, "pip", "install", "--python", python));
    command.addAll(List.of("--offline", "--cache-dir", folder.resolve("uv").toString()));
    String advice = run("sed", "-n", "s/^# pip install //p", requirements()).out();
    command.addAll(List.of(advice.strip().split(" ", -1)));
    run(command.toArray(String[]::new));
    assertInstalled(python);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tar", "busybox tar"})
  void tarUnpacksWhatSha256sumAccepts(String tar) throws IOException {
    assumeTrue(Shell.has(tar.split(" ", -1)[0]), tar + " is not installed");
    for (Form form : Form.values()) {
      Path archive = packed(form, true);
      Path out = Files.createDirectory(folder.resolve("unpacked-" + form));
      List<String> command = new ArrayList<>(List.of(tar.split(" ", -1)));
      command.addAll(List.of("-x", "-f", archive.toString(), "-C", out.toString()));
      run(command.toArray(String[]::new));
      bundle = out;
      run("sha256sum", "-c", "SHA256SUMS");
      run("sh", "verify.sh");
      Files.delete(archive);
    }
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
    String oras = tool("bin/oras", "oras");
    Path pulled = Files.createDirectory(folder.resolve("pulled"));
    run(oras, "pull", "--oci-layout", bundle + ":demo-v1.0-" + target, "-o", pulled.toString());
    try (Stream<Path> files = Files.walk(pulled)) {
      assertThat(files.filter(file -> file.endsWith(ALPHA.fileName())))
          .singleElement(PATH)
          .hasBinaryContent(ALPHA.bytes());
    }
    assertThat(pulled.resolve("packages").resolve(BETA.fileName())).hasBinaryContent(BETA.bytes());
  }

  @Test
  void orasCarriesTheEvidenceAlong() {
    String oras = tool("bin/oras", "oras");
    Path copy = folder.resolve("copy");
    run(
        oras,
        "cp",
        "-r",
        "--from-oci-layout",
        bundle + ":demo-v1.0",
        "--to-oci-layout",
        copy + ":demo");
    assertThat(run(oras, "discover", "--oci-layout", copy + ":demo").out())
        .contains("application/vnd.dev.sigstore.bundle.v0.3+json");
  }
}
