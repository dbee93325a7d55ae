package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.bundle.fixture.TestBundle;
import dev.ferry.bundle.fixture.TinyWheel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Depots on a disk that fills while something is imported, and on one that becomes read-only. */
@Tag("system")
class DepotDiskTest {
  /** Imports on a small disk mounted on {@code $1}, then with room, then on one without writing. */
  private static final String THRICE =
      """
      small=$1; options=$2; shift 2
      mount -t tmpfs -o "$options" none "$small" || exit 99
      "$@" >&2; echo "first=$?"
      ls "$small/site/bundles" 2>/dev/null | sed 's/^/left=/'
      mount -o remount,size=200m,nr_inodes=10000 "$small" || exit 99
      "$@" >&2; echo "second=$?"
      sh "$small/site/bundles/env-v1/verify.sh" >&2; echo "verified=$?"
      mount -o remount,ro "$small" || exit 99
      "$@" --dry-run >&2; echo "trial=$?"
      "$@" >&2; echo "third=$?"
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size=3m",
        "size=100m,nr_inodes=9",
        "size=100m,nr_inodes=24",
        "size=100m,nr_inodes=40"
      })
  void theImportGoesOnWhereTheDiskWasFull(String options) throws Exception {
    Site site = Site.in(folder.resolve("site"));
    byte[] noise = new byte[4 << 20];
    new Random(3).nextBytes(noise);
    TestBundle.in(site.work().resolve("env-v1"))
        .wheel(TinyWheel.of("large", "1.0").file("large/data.bin", noise))
        .wheel(TinyWheel.of("small", "1.0"))
        .write();
    Path disk = Files.createDirectories(folder.toRealPath().resolve("disk"));
    List<String> tried = List.of("unshare", "-m", "mount", "-t", "tmpfs", "none", disk.toString());
    assumeTrue(Source.run(folder, List.of(), tried).exitCode() == 0, "may not mount here");

    Source.Result result =
        site.prefixed(
            List.of("unshare", "-m", "sh", "-c", THRICE, "sh", disk.toString(), options),
            "import",
            "env-v1",
            "--depot",
            disk + "/site");
    assertThat(result.output())
        .as(result.errors())
        .isEqualTo("first=3\nsecond=0\nverified=0\ntrial=0\nthird=3\n");
    assertThat(result.errors())
        .containsAnyOf("no space left", "needed")
        .contains("read-only")
        .doesNotContain("Exception");
  }
}
