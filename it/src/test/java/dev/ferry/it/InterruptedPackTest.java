package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.fixture.TinyWheel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packing that is killed, and packing beside another packing. */
@Tag("system")
class InterruptedPackTest {
  private static final String TARGET = "linux-x86_64-glibc2.28-cp311";
  private static final int KILLS = 6;

  @TempDir private Path folder;
  private Site site;

  /**
   * Six wheels and their lock; enough bytes that a kill can fall into reading, hashing, linking and
   * writing.
   */
  @BeforeEach
  void aLock() throws Exception {
    site = Site.in(folder.resolve("site"));
    Random random = new Random(3);
    for (int i = 0; i < 6; i++) {
      byte[] noise = new byte[4 << 20];
      random.nextBytes(noise);
      String needs = i < 5 ? "Requires-Dist: part" + (i + 1) + "\n" : "";
      site.wheel(TinyWheel.of("part" + i, "1.0", needs).file("part" + i + "/data.bin", noise));
    }
    Source.Result locked = site.ferry("lock", "part0", "--target", TARGET, "-o", "locks");
    assertThat(locked.exitCode()).as(locked.errors()).isZero();
  }

  private String[] pack(String... more) {
    Path locks = site.work().resolve("locks");
    List<String> words = new ArrayList<>(List.of("pack", "--lock", locks.toString()));
    words.addAll(List.of("--no-rehearse", "-o", "out"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private List<Path> visible() throws IOException {
    Path out = site.work().resolve("out");
    if (!Files.exists(out)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(out)) {
      return found.filter(path -> !path.getFileName().toString().startsWith(".")).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--layout=oci", "--tar"})
  void killedAtAnyMomentTheSameCommandGivesTheSameBundle(String form) throws Exception {
    Site calm = Site.in(folder.resolve("calm")).with("PIP_FIND_LINKS", site.links().toString());
    long start = System.nanoTime();
    Path expected = calm.packed(pack(form));
    long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

    Random random = new Random(17);
    int killed = 0;
    for (int round = 0; round < KILLS; round++) {
      Process process = site.start(pack(form));
      process.waitFor(whole * (30 + random.nextInt(75)) / 100, TimeUnit.MILLISECONDS);
      killed += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      for (Path bundle : visible()) {
        assertSame(bundle, expected);
      }
    }
    assertThat(killed).as("rounds in which there was something to kill").isPositive();
    assertSame(site.packed(pack(form)), expected);
    assertNothingHalfMade();
  }

  private void assertNothingHalfMade() throws IOException {
    try (Stream<Path> found = Files.list(site.work().resolve("out"))) {
      assertThat(found.filter(path -> path.getFileName().toString().startsWith("."))).isEmpty();
    }
  }

  private static void assertSame(Path bundle, Path expected) throws IOException {
    assertThat(bundle.getFileName()).isEqualTo(expected.getFileName());
    if (Files.isDirectory(expected)) {
      Map<String, String> files = Site.tree(bundle);
      assertThat(files).isEqualTo(Site.tree(expected));
    } else {
      assertThat(Files.mismatch(bundle, expected)).isEqualTo(-1);
    }
  }

  @Test
  void severalProcessesPackIntoOneFolder() throws Exception {
    List<Process> processes = new ArrayList<>();
    processes.add(site.start(pack()));
    processes.add(site.start(pack()));
    processes.add(site.start(pack("--tar")));
    processes.add(site.start(pack("--store", folder.resolve("other").toString())));
    for (Process process : processes) {
      assertThat(process.waitFor()).as(Files.readString(site.said(process))).isZero();
    }
    List<Path> bundles = visible();
    assertThat(bundles).hasSize(2);
    for (Path bundle : bundles) {
      Source.Result verified = site.ferry("verify", bundle.toString());
      assertThat(verified.exitCode()).as(verified.errors()).isZero();
    }
    assertNothingHalfMade();
  }

  /** The index accepts and says nothing, so the signal finds Ferry waiting. */
  @Test
  void endedBySignalItSaysHowToGoOn() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      site.with("PIP_NO_INDEX", "0").with("NO_PROXY", "*");
      String index = "http://127.0.0.1:" + silent.getLocalPort() + "/simple/";
      Process process = site.start("lock", "part0", "--index-url", index, "--target", TARGET);
      try (Socket asked = silent.accept()) {
        assertThat(asked.getInputStream().read()).isPositive();
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(143);
      }
      assertThat(Files.readString(site.said(process)))
          .contains("the same command goes on where this one stopped");
    }
  }
}
