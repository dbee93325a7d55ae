package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ferry pack} leaves on the disk. */
class PackJourneyTest {
  private static final String PROBE =
      """
      {"format": 1, "os": "linux", "machine": "x86_64", "page_size": 4096,
       "cpu": {"flags": ["sse2", "avx2"]}, "libc": {"family": "glibc", "version": "2.36"},
       "pythons": [
         {"executable": "/p/11", "implementation": "cpython", "version": "3.11.7", "bits": 64,
          "free_threaded": false, "markers": {"platform_release": "6.1.0-x"}}]}
      """;

  @TempDir private Path folder;
  private World world;

  @BeforeEach
  void aWorld() throws IOException {
    world = World.in(folder);
  }

  private World.Outcome pack(String... more) {
    List<String> words = new ArrayList<>(List.of("pack", "alpha", "--target", World.TARGET));
    words.addAll(List.of("--no-rehearse", "-o", "out"));
    words.addAll(List.of(more));
    return world.run(words);
  }

  /** Packs one lock, which is made when it is first needed. */
  private World.Outcome packLock(String... more) {
    if (!Files.exists(world.work().resolve("locks"))) {
      world.run("lock", "alpha", "--target", World.TARGET, "-o", "locks").done();
    }
    List<String> words =
        new ArrayList<>(List.of("pack", "--lock", "locks", "--no-rehearse", "-o", "out"));
    words.addAll(List.of(more));
    return world.run(words);
  }

  @Test
  void printsThePathAloneAndItIsThere() throws IOException {
    Path bundle = Path.of(pack().done().strip());
    assertThat(bundle).isEqualTo(world.bundle()).isDirectory();
    for (String file : List.of("alpha-1.0-py3-none-any.whl", "beta-2.0-py3-none-any.whl")) {
      Path wheel = bundle.resolve("packages").resolve(file);
      assertThat(wheel).hasSameBinaryContentAs(world.root().resolve("links").resolve(file));
    }
  }

  @Test
  void theSameAgainIsTheSameBundle() throws IOException {
    String first = packLock("--json").json().get("digest").asString();
    assertThat(packLock("--json").json().get("digest").asString()).isEqualTo(first);
    assertThat(world.bundle()).isDirectory();
  }

  @Test
  void theLocksOfABundleGiveThatBundleAgain() throws IOException {
    String older = "--target=" + World.OLDER;
    String first = pack(older, "--json").json().get("digest").asString();
    Path bundle = world.bundle();
    World.Outcome again =
        world.run("pack", "--lock", bundle.toString(), "--no-rehearse", "-o", "again", "--json");
    assertThat(again.json().get("digest").asString()).isEqualTo(first);
    assertThat(bundle.resolve("ferry.yaml")).content().contains("requires:\n  - \"alpha\"");
  }

  @Test
  void aLockAloneSaysWhatItAnswers() throws IOException {
    packLock().done();
    assertThat(world.bundle().resolve("ferry.yaml")).content().contains("requires:\n  - \"alpha\"");
  }

  @Test
  void whatWasMeasuredTravelsWithTheLock() throws IOException {
    Files.writeString(world.work().resolve("probe.json"), PROBE);
    List<String> digests = new ArrayList<>();
    for (String more : List.of("--target=probe.json", "--lock=locks", "--lock=bundle")) {
      if (more.equals("--lock=locks")) {
        world.run("lock", "alpha", "--target=probe.json", "-o", "locks").done();
        Files.move(world.bundle(), world.work().resolve("bundle"));
      }
      List<String> words = new ArrayList<>(List.of("pack", more, "--no-rehearse", "-o", "out"));
      words.addAll(more.startsWith("--target") ? List.of("alpha", "--json") : List.of("--json"));
      digests.add(world.run(words).json().get("digest").asString());
    }
    assertThat(digests).containsOnly(digests.get(0)).hasSize(3);
    Path document = world.bundle().resolve("targets/linux-x86_64-glibc2.36-cp3.11.7");
    assertThat(document.resolve("environment.json")).content().doesNotContain("pages of");
    assertThat(document.resolve("pylock.toml")).content().contains("\"avx2\"", "6.1.0-x");
  }

  @Test
  void aLockWhoseMeasurementsWereEditedIsRefused() throws IOException {
    Files.writeString(world.work().resolve("probe.json"), PROBE);
    Path lock = Path.of(world.run("lock", "alpha", "--target=probe.json").done().strip());
    Files.writeString(lock, Files.readString(lock).replace("avx2", "avx512f"));
    World.Outcome refused = world.run("pack", "--lock", ".", "--no-rehearse", "-o", "out");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("contradicts itself");
  }

  @Test
  void requirementsFilesAreInTheSpecOfTheBundle() throws IOException {
    Files.writeString(world.work().resolve("more.txt"), "native<2\n");
    pack("-r", "more.txt").done();
    assertThat(world.bundle().resolve("ferry.yaml"))
        .content()
        .contains("requires:\n  - \"alpha\"\n  - \"native<2\"\n");
  }

  @Test
  void aFileOfTheStoreThatRottedIsFetchedAgain() throws IOException {
    String digest = packLock("--json").json().get("digest").asString();
    for (String more : List.of("--layout=oci", "--tar")) {
      Path blob = rot("alpha-1.0-py3-none-any.whl");
      World.Outcome packed =
          world.run(
              "pack", "--lock", "locks", "--no-rehearse", "-o", "again" + more, more, "--json");
      assertThat(packed.json().get("digest").asString()).isEqualTo(digest);
      assertThat(packed.err()).contains("alpha-1.0-py3-none-any.whl").contains(blob.toString());
      Path bundle = Path.of(packed.json().get("bundle").asString());
      world.run("verify", bundle.toString()).done();
    }
  }

  /** Changes one byte of a blob and leaves size and time; bundles that share it lose it first. */
  private Path rot(String wheel) throws IOException {
    String hex = Objects.requireNonNull(world.wheels().get(wheel)).hex();
    Path blob =
        world
            .root()
            .resolve("home/.cache/ferry/blobs/sha256")
            .resolve(hex.substring(0, 2))
            .resolve(hex);
    FileTime time = Files.getLastModifiedTime(blob);
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(blob);
    Files.write(blob, bytes);
    Files.setLastModifiedTime(blob, time);
    return blob;
  }

  @Test
  void aLockNamesTheDayAndNoMore() {
    World.Outcome locked = world.run("lock", "alpha", "--target", World.TARGET, "--json");
    String time = locked.json().get("targets").get(0).get("locked").asString();
    assertThat(time).as("seconds would make another bundle of the same set").endsWith("T00:00:00Z");
  }

  @Test
  void theSameLockPackedElsewhereHasTheSameDigest() throws IOException {
    world.run("lock", "alpha", "--target", World.TARGET, "-o", "locks").done();
    List<String> digests = new ArrayList<>();
    for (String output : List.of("one", "two")) {
      World.Outcome packed =
          world.run(
              "pack",
              "--lock",
              "locks",
              "--no-rehearse",
              "-o",
              output,
              "--store",
              output + "-store",
              "--json");
      digests.add(packed.json().get("digest").asString());
    }
    assertThat(digests.get(0)).startsWith("sha256:").isEqualTo(digests.get(1));
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    pack("--dry-run").done();
    try (Stream<Path> files = Files.list(world.work())) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aTarIsOneFileWithTheDigestOfTheFolder() throws IOException {
    String asFolder = packLock("--json").json().get("digest").asString();
    Path tar = Path.of(packLock("--tar").done().strip());
    assertThat(tar).isRegularFile().hasExtension("tar");
    assertThat(Files.size(tar) % 512).isZero();
    World.Outcome shown = world.run("show", tar.toString(), "--json");
    assertThat(shown.json().get("digest").asString()).isEqualTo(asFolder);
  }

  @Test
  void aPlainBundleVerifies() throws IOException {
    pack("--layout", "plain").done();
    assertThat(world.run("verify", world.bundle().toString()).exit()).isZero();
  }

  @Test
  void aPureWheelForTwoTargetsIsThereOnce() throws IOException {
    pack("--target", World.OLDER, "native").done();
    try (Stream<Path> files = Files.list(world.bundle().resolve("packages"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "alpha-1.0-py3-none-any.whl",
              "beta-2.0-py3-none-any.whl",
              "native-1.0-py3-none-any.whl",
              "native-2.0-cp311-cp311-manylinux_2_28_x86_64.whl");
    }
    assertThat(blobsWithTheBytesOf("alpha-1.0-py3-none-any.whl")).isEqualTo(1);
  }

  private long blobsWithTheBytesOf(String wheel) throws IOException {
    Path original = world.root().resolve("links").resolve(wheel);
    long same = 0;
    try (Stream<Path> blobs = Files.list(world.bundle().resolve("blobs/sha256"))) {
      for (Path blob : blobs.toList()) {
        same += Files.mismatch(blob, original) < 0 ? 1 : 0;
      }
    }
    return same;
  }

  @Test
  void everyByteCounts() throws IOException {
    pack().done();
    Path wheel = world.bundle().resolve("packages/beta-2.0-py3-none-any.whl");
    byte[] bytes = Files.readAllBytes(wheel);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(wheel);
    Files.write(wheel, bytes);
    World.Outcome refused = world.run("verify", world.bundle().toString());
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("packages/beta-2.0-py3-none-any.whl");
  }
}
