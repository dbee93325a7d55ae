package dev.ferry.bundle.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.bundle.fixture.Shell;
import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("system")
class VerifyScriptTest {
  private static final String WHEEL = "packages/alpha-1.0-py3-none-any.whl";

  @TempDir private Path scratch;
  private Path bundle = Path.of("");

  @BeforeEach
  void makeBundle() {
    bundle =
        TestBundle.in(scratch.resolve("a bundle 包"))
            .wheel(TinyWheel.of("alpha", "1.0").file("alpha.py", "x = 1\n"))
            .wheel(TinyWheel.of("beta", "2.0").file("beta.py", "x = 2\n"))
            .write();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh", "sh"})
  void goodBundleAndOneFlippedByteInEveryShell(String shell) throws IOException {
    assumeTrue(Shell.has(shell.split(" ", -1)[0]));
    Shell.Result good = verify(shell);
    assertThat(good.status()).as(good.err()).isZero();
    assertThat(good.out()).endsWith("integrity only, origin not checked\n");
    flip(bundle.resolve(WHEEL));
    Shell.Result bad = verify(shell);
    assertThat(bad.status()).isEqualTo(1);
    assertThat(bad.err()).contains(WHEEL);
    Files.delete(bundle.resolve("oci-layout"));
    assertThat(verify(shell).err()).contains("missing: oci-layout");
    Files.createSymbolicLink(bundle.resolve("oci-layout"), Path.of("index.json"));
    assertThat(verify(shell).err()).contains("neither file nor folder: ./oci-layout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help"})
  void helpIsNoMistake(String word) throws IOException {
    for (String script : List.of("verify.sh", "install.sh")) {
      Shell.Result result = Shell.run(bundle, List.of("sh", script, word));
      assertThat(result.status()).as(result.err()).isZero();
      assertThat(result.out()).startsWith("usage: sh " + script).contains("-h, --help");
      Shell.Result chinese =
          Shell.run(bundle, Map.of("LC_ALL", "zh_CN.UTF-8"), List.of("sh", script, word));
      assertThat(chinese.out()).startsWith("用法：sh " + script).contains("-h, --help");
    }
  }

  @Test
  void eitherTwinIsEnough() throws IOException {
    Files.delete(bundle.resolve(WHEEL));
    Shell.Result packagesGone = verify("sh");
    assertThat(packagesGone.status()).as(packagesGone.err()).isZero();
    assertThat(packagesGone.err()).contains("absent").contains(WHEEL);
    for (Path blob : blobsOfWheels()) {
      Files.delete(blob);
    }
    Shell.Result both = verify("sh");
    assertThat(both.status()).isEqualTo(1);
    assertThat(both.err()).contains("missing: " + WHEEL).doesNotContain("missing: packages/beta");
  }

  @Test
  void anotherValidWheelInItsPlace() throws IOException {
    Files.delete(bundle.resolve(WHEEL));
    Files.copy(bundle.resolve("packages/beta-2.0-py3-none-any.whl"), bundle.resolve(WHEEL));
    assertThat(verify("sh").err()).contains("changed or unreadable: " + WHEEL);
  }

  @Test
  void addedFiles() throws IOException {
    Files.writeString(bundle.resolve("packages/gamma.whl"), "x");
    Files.writeString(bundle.resolve("packages/._alpha.whl"), "x");
    Files.createDirectories(bundle.resolve("System Volume Information"));
    Files.writeString(bundle.resolve("System Volume Information/IndexerVolumeGuid"), "x");
    Files.createDirectories(bundle.resolve("evidence"));
    Files.writeString(bundle.resolve("evidence/1.sigstore.json"), "{}");
    Shell.Result result = verify("sh");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .contains("not listed in SHA256SUMS: packages/gamma.whl")
        .contains("not listed in SHA256SUMS: packages/._alpha.whl")
        .contains("ignored: System Volume Information/IndexerVolumeGuid")
        .contains("verification failed, problems: 2");
    assertThat(result.out()).contains("evidence files not covered by the root: 1");
  }

  @Test
  void namesThatTrickShells() throws IOException {
    Files.writeString(bundle.resolve("a\nSHA256SUMS"), "x");
    Files.writeString(bundle.resolve("$(touch hit)"), "x");
    Shell.Result result = verify("sh");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("a name with a line break").contains("$(touch hit)");
    assertThat(bundle.resolve("hit")).doesNotExist();
    Files.delete(bundle.resolve("a\nSHA256SUMS"));
    Files.delete(bundle.resolve("$(touch hit)"));
    String sums = Files.readString(bundle.resolve("SHA256SUMS"));
    Files.writeString(bundle.resolve("SHA256SUMS"), sums + "0".repeat(64) + "  ../../etc/passwd\n");
    assertThat(verify("sh").err()).contains("bad line in SHA256SUMS");
  }

  @Test
  void signature() throws IOException {
    assumeTrue(Shell.has("openssl"));
    Path key = scratch.resolve("key.pem");
    Path open = scratch.resolve("key.pub");
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key.toString());
    openssl("ec", "-in", key.toString(), "-pubout", "-out", open.toString());
    assertThat(verify("sh", "--key", open.toString()).err()).contains("not signed");
    Path signature = bundle.resolve("SHA256SUMS.sig");
    Path sums = bundle.resolve("SHA256SUMS");
    openssl(
        "dgst", "-sha256", "-sign", key.toString(), "-out", signature.toString(), sums.toString());
    Shell.Result signed = verify("sh", "--key", open.toString());
    assertThat(signed.status()).as(signed.err()).isZero();
    assertThat(signed.out()).endsWith("integrity and origin checked\n");
    Path other = scratch.resolve("other.pem");
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", other.toString());
    openssl("ec", "-in", other.toString(), "-pubout", "-out", open.toString());
    assertThat(verify("sh", "--key", open.toString()).err()).contains("not signed with this key");
    Files.createDirectories(bundle.resolve("evidence"));
    Files.copy(open, bundle.resolve("evidence/key.json"));
    assertThat(verify("sh", "--key", bundle.resolve("evidence/key.json").toString()).err())
        .contains("the key lies inside the bundle");
  }

  @Test
  void optionsThatDoNotExistAreRefused() {
    Shell.Result unknown = verify("sh", "--deep");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err())
        .isEqualTo("unknown argument `--deep`; usage: sh verify.sh [--key FILE]\n");
    Shell.Result absent = verify("sh", "--key", "nowhere.pem");
    assertThat(absent.status()).isEqualTo(2);
    assertThat(absent.err()).contains("no such key file: nowhere.pem");
    assertThat(verify("sh", "--key").err()).contains("--key needs a file");
  }

  @Test
  void speaksChinese() {
    Shell.Result result =
        Shell.run(
            scratch,
            Map.of("LC_ALL", "zh_CN.UTF-8"),
            List.of("sh", bundle.resolve("verify.sh").toString()));
    assertThat(result.out()).endsWith("仅检查了完整性，未检查来源\n");
  }

  @Test
  void shellcheckHasNothingToSay() {
    assumeTrue(Shell.has("shellcheck"));
    for (String script : List.of("verify.sh", "install.sh")) {
      List<String> command = List.of("shellcheck", "-s", "sh", bundle.resolve(script).toString());
      assertThat(Shell.run(scratch, command).out()).isEmpty();
    }
  }

  private Shell.Result verify(String shell, String... arguments) {
    List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
    command.add(bundle.resolve("verify.sh").toString());
    command.addAll(List.of(arguments));
    return Shell.run(scratch, command);
  }

  private void openssl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Shell.Result result = Shell.run(scratch, command);
    assertThat(result.status()).as(result.err()).isZero();
  }

  private List<Path> blobsOfWheels() throws IOException {
    List<Path> found = new ArrayList<>();
    try (var blobs = Files.list(bundle.resolve("blobs/sha256"))) {
      for (Path blob : blobs.toList()) {
        if (new String(Files.readAllBytes(blob), UTF_8).startsWith("PK")) {
          found.add(blob);
        }
      }
    }
    return found;
  }

  static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] = (byte) (bytes[bytes.length / 2] ^ 1);
    Files.delete(file);
    Files.write(file, bytes);
  }
}
