package dev.ferry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.bundle.fixture.TinyWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of wheels is all there is, and wheels are for one libc or the other. */
@Tag("system")
class ClosedFolderTest {
  @TempDir private Path folder;

  private Site site() throws IOException {
    Site site = Site.connected(folder.resolve("site")).with("PIP_CONFIG_FILE", "/dev/null");
    site.with("PIP_FIND_LINKS", "").with("PIP_INDEX_URL", "https://index.example/simple/");
    TinyWheel wheel = TinyWheel.of("native", "1.0", "Requires-Dist: pure\n").file("native.py", "");
    for (String tag :
        new String[] {"manylinux_2_17_x86_64", "musllinux_1_1_x86_64", "musllinux_1_2_aarch64"}) {
      Path file = site.links().resolve("native-1.0-cp311-cp311-" + tag + ".whl");
      Files.write(file, wheel.file("native/" + tag, tag).bytes());
    }
    site.wheel(TinyWheel.of("pure", "2.0").file("pure.py", ""));
    return site;
  }

  private Source.Result lock(Site site, String target) throws Exception {
    return site.ferry(
        "lock",
        "native",
        "--no-index",
        "--find-links",
        site.links().toString(),
        "--json",
        "--target",
        target,
        "-o",
        target);
  }

  @Test
  void eachLibcGetsItsWheel() throws Exception {
    Site site = site();
    for (String[] pair :
        new String[][] {
          {"linux-x86_64-glibc2.28-cp311", "manylinux_2_17_x86_64"},
          {"linux-x86_64-musl1.2-cp311", "musllinux_1_1_x86_64"},
          {"linux-aarch64-musl1.2-cp311", "musllinux_1_2_aarch64"},
        }) {
      Source.Result locked = lock(site, pair[0]);
      assertThat(locked.exitCode()).as(locked.errors()).isZero();
      assertThat(locked.output())
          .contains("\"native-1.0-cp311-cp311-" + pair[1] + ".whl\"")
          .contains("\"pure-2.0-py3-none-any.whl\"");
    }
  }

  @Test
  void anOlderMuslIsRefusedWithTheNearestTag() throws Exception {
    Source.Result refused = lock(site(), "linux-aarch64-musl1.1-cp311");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.output()).contains("\"kind\"").contains("musllinux_1_2_aarch64");
  }

  @Test
  void whatTheFolderLacksIsNamedAndNothingElseIsAsked() throws Exception {
    Site site = site();
    Files.delete(site.links().resolve("pure-2.0-py3-none-any.whl"));
    Source.Result refused = lock(site, "linux-x86_64-glibc2.28-cp311");
    assertThat(refused.exitCode())
        .as("no index was asked, so it cannot be out of reach")
        .isEqualTo(1);
    assertThat(refused.output()).contains("pure");
  }
}
