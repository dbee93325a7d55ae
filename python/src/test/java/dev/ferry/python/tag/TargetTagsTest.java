package dev.ferry.python.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.TargetName;
import dev.ferry.python.filename.WheelFilename;
import org.junit.jupiter.api.Test;

class TargetTagsTest {
  private static TargetTags tags(String target) {
    return TargetTags.of(TargetName.parse(target));
  }

  private static boolean accepts(String target, String wheel) {
    return tags(target).accepts(WheelFilename.parse(wheel).tags());
  }

  @Test
  void theExactInterpreterComesFirstAndPurePythonLast() {
    TargetTags tags = tags("linux-x86_64-glibc2.28-cp311");
    assertThat(tags.tags().getFirst()).hasToString("cp311-cp311-linux_x86_64");
    assertThat(tags.tags().get(1)).hasToString("cp311-cp311-manylinux_2_28_x86_64");
    assertThat(tags.tags().getLast()).hasToString("py30-none-any");
    int exact =
        tags.rank(WheelFilename.parse("a-1-cp311-cp311-linux_x86_64.whl").tags()).orElse(99);
    int pure = tags.rank(WheelFilename.parse("a-1-py3-none-any.whl").tags()).orElse(0);
    assertThat(exact).isLessThan(pure);
  }

  @Test
  void glibcOfTheTargetDecides() {
    String newer = "a-1-cp311-cp311-manylinux_2_28_aarch64.whl";
    assertThat(accepts("linux-aarch64-glibc2.28-cp311", newer)).isTrue();
    assertThat(accepts("linux-aarch64-glibc2.27-cp311", newer)).isFalse();
    assertThat(accepts("linux-x86_64-glibc2.28-cp311", newer)).isFalse();
    assertThat(accepts("linux-aarch64-musl1.2-cp311", newer)).isFalse();
  }

  @Test
  void architecturesWithoutManylinuxStillTakePlainLinux() {
    assertThat(accepts("linux-sw_64-glibc2.28-cp311", "a-1-cp311-cp311-linux_sw_64.whl")).isTrue();
    assertThat(accepts("linux-sw_64-glibc2.28-cp311", "a-1-py3-none-any.whl")).isTrue();
  }

  @Test
  void theStableAbiIsNotForFreeThreadedBuilds() {
    String wheel = "a-1-cp38-abi3-manylinux_2_17_x86_64.whl";
    assertThat(accepts("linux-x86_64-glibc2.28-cp313", wheel)).isTrue();
    assertThat(accepts("linux-x86_64-glibc2.28-cp313t", wheel)).isFalse();
  }
}
