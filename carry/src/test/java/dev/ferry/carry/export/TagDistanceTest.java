package dev.ferry.carry.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagDistanceTest {
  private static final String MINE = "cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64";

  @Test
  void theSameTagsAreNearest() {
    assertThat(TagDistance.between(MINE, MINE)).isZero();
  }

  /** Each line: what is nearer, what is farther. */
  @ParameterizedTest
  @CsvSource({
    "cp311-cp311-manylinux_2_28_x86_64, cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64",
    "cp310-cp310-manylinux2014_x86_64, cp311-cp311-musllinux_1_2_x86_64",
    "cp310-abi3-manylinux2014_x86_64, cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64",
    "cp311-cp311-musllinux_1_2_x86_64, cp311-cp311-macosx_11_0_arm64",
    "cp311-cp311-macosx_11_0_x86_64, cp311-cp311-manylinux2014_aarch64",
    "cp310-cp310-manylinux2014_x86_64, cp311-cp311-win32",
    "cp310-cp310-manylinux2014_x86_64, py3-none-any",
  })
  void anotherMachineIsFarthest(String near, String far) {
    assertThat(TagDistance.between(MINE, near)).isLessThan(TagDistance.between(MINE, far));
    assertThat(TagDistance.between(near, MINE)).isEqualTo(TagDistance.between(MINE, near));
  }
}
