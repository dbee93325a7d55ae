package dev.ferry.delta.generate.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.delta.bytes.ArrayBytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LikenessTest {
  private static boolean compare(int size, int different) {
    byte[] fresh = new byte[size];
    Arrays.fill(fresh, size - different, size, (byte) 1);
    return Likeness.isNearlyEqual(ArrayBytes.of(new byte[size]), ArrayBytes.of(fresh));
  }

  @Test
  void fewBytesAreFew() {
    assertThat(compare(0, 0)).isTrue();
    assertThat(compare(200_000, 0)).isTrue();
    assertThat(compare(200_000, 511)).isTrue();
    assertThat(compare(200_000, 512)).isFalse();
    assertThat(compare(1 << 16, 600)).isFalse();
  }

  @Test
  void anotherSizeIsAnotherFile() {
    assertThat(Likeness.isNearlyEqual(ArrayBytes.of(new byte[10]), ArrayBytes.of(new byte[11])))
        .isFalse();
  }
}
