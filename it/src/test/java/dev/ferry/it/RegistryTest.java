package dev.ferry.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.it.TestRegistries.Running;
import dev.ferry.model.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images into registries that others wrote and out of them, read by programs of others. */
@Tag("system")
class RegistryTest {
  private static final int LARGE = 150 << 20;

  @TempDir private Path folder;
  private Site site;
  private Path tar;

  @BeforeEach
  void aSite() throws Exception {
    site = Site.in(folder.resolve("site")).with("XDG_RUNTIME_DIR", folder.toString());
    tar = folder.resolve("image.tar");
  }

  @Test
  void withCredentialsIntoTheDistributionsRegistryAndOutAgain() throws Exception {
    Digest digest = SmallImage.write(tar, folder, 100_000, 20 << 20);
    try (Running registry = TestRegistries.distribution(program("docker-registry"), folder, true)) {
      String name = registry.host() + "/team/small:1.0";
      Source.Result stranger = site.ferry("image", "push", tar.toString(), name);
      assertThat(stranger.exitCode()).as(stranger.errors()).isEqualTo(3);
      assertThat(stranger.errors()).contains("podman login " + registry.host());

      logIn(registry);
      assertThat(done("image", "push", tar.toString(), name)).contains(digest.toString());
      Source.Result read =
          site.other("skopeo", "inspect", "--tls-verify=false", "--creds=me:hush", docker(name));
      assertThat(read.exitCode()).as(read.errors()).isZero();
      assertThat(read.output()).contains(digest.toString());
      assertThat(read.output()).contains("sha256-" + digest.hex()); // The list of referrers.

      Path pulled = folder.resolve("pulled.tar");
      done("image", "pull", name, "-o", pulled.toString());
      Source.Result copied = site.other("skopeo", "inspect", "--raw", "oci-archive:" + pulled);
      assertThat(Digest.of(copied.output().getBytes(UTF_8))).isEqualTo(digest);
      assertThat(site.other("tar", "tf", pulled.toString()).output()).contains("referrers.json");
    }
  }

  @Test
  void statementsAreFoundByOthers() throws Exception {
    Digest digest = SmallImage.write(tar, folder, 100_000);
    try (Running registry = TestRegistries.withReferrers(program("test-registry"), folder)) {
      String name = registry.host() + "/team/small:1.0";
      String said = done("image", "push", tar.toString(), name, "--json");
      assertThat(said).contains("\"referrers\": 1").doesNotContain("\"fallbackTag\": \"");
      Path oras = program("oras");
      Source.Result found = site.other(oras.toString(), "discover", "--plain-http", name);
      assertThat(found.exitCode()).as(found.errors()).isZero();
      assertThat(found.output()).contains(digest.toString()).contains("└──");
      Path once = folder.resolve("once.tar");
      Path again = folder.resolve("again.tar");
      done("image", "pull", name, "-o", once.toString());
      done("image", "push", once.toString(), name + "-copy", "--dry-run");
      done("image", "pull", name, "-o", again.toString(), "--store", folder + "/other");
      assertThat(Files.mismatch(once, again)).as("another store, the same bytes").isEqualTo(-1);
    }
  }

  @Test
  void killedInTheMiddleTheSameCommandEndsIt() throws Exception {
    Digest digest = SmallImage.write(tar, folder, 100_000, LARGE);
    try (Running registry =
        TestRegistries.distribution(program("docker-registry"), folder, false)) {
      String name = registry.host() + "/team/large:1.0";
      Process process = site.start("image", "push", tar.toString(), name);
      Path uploads = site.store().resolve("facts/upload-1");
      while (process.isAlive() && !hasFiles(uploads)) {
        Thread.sleep(5);
      }
      boolean killed = process.isAlive();
      process.destroyForcibly().waitFor();
      assertThat(killed).as("there was something to kill").isTrue();
      Source.Result half = site.other("skopeo", "inspect", "--tls-verify=false", docker(name));
      assertThat(half.exitCode()).as("no tag before it is whole").isNotZero();

      assertThat(done("image", "push", tar.toString(), name)).contains(digest.toString());
      Source.Result copied =
          site.other(
              "skopeo",
              "copy",
              "--src-tls-verify=false",
              docker(name),
              "oci:" + folder.resolve("copied"));
      assertThat(copied.exitCode()).as(copied.errors()).isZero();
      assertThat(hasFiles(uploads)).as("uploads still noted").isFalse();
    }
  }

  private static boolean hasFiles(Path folder) throws Exception {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> Files.isRegularFile(file) && !file.toString().endsWith(".tmp"));
    } catch (java.io.UncheckedIOException moved) {
      return false;
    }
  }

  private void logIn(Running registry) throws Exception {
    String pair = Base64.getEncoder().encodeToString("me:hush".getBytes(UTF_8));
    Path file = folder.resolve("auth.json");
    Files.writeString(
        file, "{\"auths\":{\"" + registry.host() + "/team\":{\"auth\":\"" + pair + "\"}}}");
    site.with("REGISTRY_AUTH_FILE", file.toString());
  }

  private String done(String... arguments) throws Exception {
    Source.Result result = site.ferry(arguments);
    assertThat(result.exitCode()).as(result.errors()).isZero();
    return result.output();
  }

  private static String docker(String name) {
    return "docker://" + name;
  }

  private static Path program(String name) {
    Optional<Path> program = TestRegistries.findProgram(name);
    assumeTrue(program.isPresent(), "no `" + name + "`: scripts/install-test-tools.sh");
    return program.orElseThrow();
  }
}
