package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports that are killed, that meet another one, and whose medium is full or protected. */
@Tag("system")
class InterruptedExportTest {
  private static final int KILLS = 3;

  /**
   * Mounts a disk on {@code $1} that is too small or read-only, exports, lists what was left under
   * names of parts, mends the disk and exports again.
   */
  private static final String TWICE =
      """
      medium=$1; options=$2; shift 2
      mount -t tmpfs -o "$options" none "$medium" || exit 99
      "$@" >&2; echo "first=$?"
      for part in "$medium"/*.FRY; do [ -e "$part" ] && echo "left=$part"; done
      mount -o remount,rw,size=200m,nr_inodes=10000 "$medium" || exit 99
      "$@" >&2 || exit 98
      sh "$medium/check.sh"
      """;

  @TempDir private Path folder;
  private Site site;

  /** Two versions of five wheels, all of which change a little: as many deltas and six parts. */
  @BeforeEach
  void twoVersions() throws IOException {
    site = Site.in(folder.resolve("sides"));
    bundle("env-v1", 1);
    bundle("env-v2", 2);
  }

  private void bundle(String name, int version) {
    TestBundle bundle = TestBundle.in(site.work().resolve(name));
    for (int i = 0; i < 5; i++) {
      byte[] noise = new byte[1 << 20];
      new Random(i).nextBytes(noise);
      noise[70_000 * version] ^= (byte) version;
      bundle.wheel(TinyWheel.of("part" + i, version + ".0").file("part" + i + "/data", noise));
    }
    bundle.write();
  }

  private static String[] export(String bundle, String site, String to) {
    return new String[] {
      "export", bundle, "--site", site, "-o", to, "--part-size", "2M", "--parity", "20%"
    };
  }

  private Source.Result succeeds(String... command) throws Exception {
    Source.Result result = site.ferry(command);
    assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
    return result;
  }

  /** Every part is named only when it is whole, and the plan is taken up as it was. */
  @Test
  void killedAtAnyMomentTheSameCommandWritesTheSameParcel() throws Exception {
    long start = System.nanoTime();
    succeeds(export("env-v1", "calm", "calm1"));
    long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    Random random = new Random(31);
    int killed = 0;
    for (String bundle : List.of("env-v1", "env-v2")) {
      String usb = "usb-" + bundle;
      for (int i = 0; i < KILLS; i++) {
        Process process = site.start(export(bundle, "plant-7", usb));
        process.waitFor(whole * (30 + random.nextInt(80)) / 100, TimeUnit.MILLISECONDS);
        killed += process.isAlive() ? 1 : 0;
        process.destroyForcibly().waitFor();
      }
      succeeds(export(bundle, "plant-7", usb));
      Source.Result checked = site.other("sh", usb + "/check.sh", usb);
      assertThat(checked.exitCode()).as(checked.output()).isZero();
      succeeds(export(bundle, "plant-7", usb + "-again"));
      assertThat(parts(usb)).isEqualTo(parts(usb + "-again"));
      succeeds("import", usb, "--depot", "site");
    }
    assertThat(killed).as("commands that were still running").isPositive();
    assertThat(site.store().resolve("exports/plant-7/2.json")).exists();
    assertThat(site.store().resolve("exports/plant-7/3.json")).doesNotExist();
    succeeds("verify", "site/bundles/env-v2");
    succeeds("fsck", "--depot", "site");
  }

  private List<String> parts(String usb) throws IOException {
    return Site.tree(site.work().resolve(usb)).entrySet().stream()
        .filter(file -> file.getKey().endsWith(".FRY"))
        .map(file -> file.getKey() + " " + file.getValue())
        .toList();
  }

  @Test
  void severalAtOnceIntoOneFolderAreOneParcel() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(site.start(export("env-v1", "plant-7", "usb")));
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).as(Files.readString(site.said(process))).isZero();
    }
    assertThat(site.store().resolve("exports/plant-7/2.json")).doesNotExist();
    succeeds("import", "usb", "--depot", "site");
  }

  /** Different parcels for different sites: one comes first, the others are refused. */
  @Test
  void severalParcelsIntoOneFolderNeverMix() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(site.start(export("env-v1", "plant-" + i, "usb")));
    }
    int written = 0;
    for (Process process : processes) {
      int exit = process.waitFor();
      written += exit == 0 ? 1 : 0;
      assertThat(exit).as(Files.readString(site.said(process))).isIn(0, 1);
    }
    assertThat(written).isEqualTo(1);
    Source.Result checked = site.other("sh", "usb/check.sh", "usb");
    assertThat(checked.exitCode()).as(checked.output()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'size=3m', 'needed', 0",
    "'size=100m,nr_inodes=4', 'no space left', 1",
    "'size=100m,ro', 'read-only', 0",
  })
  void aMediumThatIsFullOrProtectedIsSaidAndTheSameCommandGoesOn(
      String options, String words, int left) throws Exception {
    Path medium = Files.createDirectories(site.work().toRealPath().resolve("usb"));
    List<String> tried =
        List.of("unshare", "-m", "mount", "-t", "tmpfs", "none", medium.toString());
    assumeTrue(Source.run(folder, List.of(), tried).exitCode() == 0, "may not mount here");
    Source.Result result =
        site.prefixed(
            List.of("unshare", "-m", "sh", "-c", TWICE, "sh", medium.toString(), options),
            export("env-v1", "plant-7", "usb"));
    assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
    assertThat(result.output()).startsWith("first=3\n");
    List<String> parts = IntStream.rangeClosed(1, left).mapToObj(i -> "left=" + medium).toList();
    assertThat(result.output().lines().filter(line -> line.startsWith("left=")))
        .hasSameSizeAs(parts);
    assertThat(result.errors()).contains(words).contains(medium.toString()).contains("hint");
  }
}
