package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.bundle.fixture.TinyWheel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Disks that are full and folders that may not be written to: said plainly, and nothing is lost.
 */
@Tag("system")
class DiskTroubleTest {
  private static final String TARGET = "linux-x86_64-glibc2.28-cp311";

  /**
   * Runs a command with a small disk mounted on {@code $1}, mounts room and runs it again. Between
   * the two it tells what the first one left under names that a person sees.
   */
  private static final String TWICE =
      """
      small=$1; options=$2; shift 2
      mount -t tmpfs -o "$options" none "$small" || exit 99
      "$@" >&2; echo "first=$?"
      ls "$small" | sed 's/^/left=/'
      mount -o remount,size=200m,nr_inodes=10000 "$small" || exit 99
      exec "$@"
      """;

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void aLock() throws Exception {
    site = Site.in(folder.resolve("site"));
    byte[] noise = new byte[6 << 20];
    new Random(5).nextBytes(noise);
    TinyWheel large = TinyWheel.of("large", "1.0", "Requires-Dist: small\n");
    site.wheel(large.file("large/data.bin", noise)).wheel(TinyWheel.of("small", "1.0"));
    Source.Result locked = site.ferry("lock", "large", "--target", TARGET, "-o", "locks");
    assertThat(locked.exitCode()).as(locked.errors()).isZero();
    Files.createDirectories(site.work().resolve("out"));
  }

  private Source.Result onASmallDisk(Path disk, String options, String... arguments)
      throws Exception {
    List<String> tried = List.of("unshare", "-m", "mount", "-t", "tmpfs", "none", disk.toString());
    assumeTrue(Source.run(folder, List.of(), tried).exitCode() == 0, "may not mount here");
    return site.prefixed(
        List.of("unshare", "-m", "sh", "-c", TWICE, "sh", disk.toString(), options), arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "cache/ferry, 'size=3m'",
    "cache/ferry, 'size=100m,nr_inodes=12'",
    "work/out, 'size=3m'",
    "work/out, 'size=100m,nr_inodes=6'",
  })
  void aFullDiskIsSaidAndTheSameCommandGoesOnWhenThereIsRoom(String disk, String options)
      throws Exception {
    Path place = Files.createDirectories(folder.toRealPath().resolve("site").resolve(disk));
    Source.Result result =
        onASmallDisk(place, options, "pack", "--lock", "locks", "--no-rehearse", "-o", "out");
    assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
    assertThat(result.output()).startsWith("first=3\n");
    if (disk.startsWith("work")) {
      assertThat(result.output()).doesNotContain("left=");
    }
    assertThat(result.errors())
        .containsAnyOf("no space left", "needed")
        .contains(place.toString())
        .doesNotContain("Exception");
  }

  @Test
  void aFolderWithoutPermissionIsNamed() throws Exception {
    Path closed = Files.createDirectory(folder.toRealPath().resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    String packed = site.packed("pack", "--lock", "locks", "--no-rehearse", "-o", "out").toString();
    for (List<String> command :
        List.of(
            List.of("pack", "--lock", "locks", "--no-rehearse", "-o", closed.toString()),
            List.of("pack", "--lock", "locks", "--no-rehearse", "--store", closed + "/store"),
            List.of("pack", "--lock", "locks", "--no-rehearse", "--tar", "-o", closed + "/deeper"),
            List.of("lock", "large", "--target", TARGET, "-o", closed.toString()),
            List.of("install", packed, "--into", closed + "/env"))) {
      Source.Result refused = site.prefixed(bound(), command.toArray(String[]::new));
      assertThat(refused.exitCode()).as(command + refused.errors()).isEqualTo(3);
      assertThat(refused.output()).isEmpty();
      assertThat(refused.errors()).contains("ermission").contains(closed.toString());
      assertThat(closed).isEmptyDirectory();
    }
  }

  /** Takes root's power over permissions away; others have none. */
  private static List<String> bound() {
    return "root".equals(System.getProperty("user.name"))
        ? List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search")
        : List.of();
  }
}
