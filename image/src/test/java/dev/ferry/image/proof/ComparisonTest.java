package dev.ferry.image.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  private static final Tolerance NEAR = new Tolerance(1e-3, 1e-6);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loss 0.5000|loss 0.5001|true",
        "loss 0.5000|loss 0.5010|false",
        "loss 0.5|gain 0.5|false",
        "[1e-3, -2.5E+4]|[0.001, -25000]|true",
        "nan inf|nan inf|true",
        "nan|1|false",
        "-inf|inf|false",
        "0|0.0000005|true",
        "a 1|a 1 2|false",
      })
  void numbersInTextMayDifferByATolerance(String got, String want, boolean near) {
    assertThat(Comparison.near(got.getBytes(UTF_8), want.getBytes(UTF_8), NEAR).isEmpty())
        .isEqualTo(near);
  }

  @Test
  void theFirstLineThatDiffersIsShownWithBothSides() {
    assertThat(
            Comparison.exact("a\nb 1\n".getBytes(UTF_8), "a\nb 2\n".getBytes(UTF_8))
                .orElseThrow()
                .english())
        .isEqualTo("line 2: got `b 1`, want `b 2`");
    assertThat(
            Comparison.near("a\n".getBytes(UTF_8), "a\nb\n".getBytes(UTF_8), NEAR)
                .orElseThrow()
                .english())
        .isEqualTo("line 2: got ``, want `b`");
    assertThat(Comparison.exact("a".getBytes(UTF_8), "a".getBytes(UTF_8))).isEmpty();
  }

  @Test
  void arraysAreComparedElementByElement() {
    byte[] want = npy(1f, 2f, Float.NaN);
    assertThat(Comparison.near(npy(1f, 2.0001f, Float.NaN), want, NEAR)).isEmpty();
    assertThat(Comparison.near(npy(1f, 2.1f, Float.NaN), want, NEAR).orElseThrow().english())
        .startsWith("element 1: got `2.0999");
    assertThat(Comparison.exact(npy(1f, 2.0001f, Float.NaN), want).orElseThrow().english())
        .startsWith("element 1: ");
    assertThat(Comparison.near(npy(1f, 2f), want, NEAR).orElseThrow().english())
        .startsWith("shape: got");
  }

  @Test
  void bytesThatAreNoNumbersMustBeEqual() {
    assertThat(
            Comparison.near(new byte[] {0, 1, 2}, new byte[] {0, 1, 3}, NEAR)
                .orElseThrow()
                .english())
        .isEqualTo("byte 2 of 3 differs, want 3 bytes");
  }

  private static byte[] npy(float... values) {
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + values.length + ",), }\n";
    ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + 4 * values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93).put("NUMPY".getBytes(ISO_8859_1));
    bytes.put((byte) 1).put((byte) 0).putShort((short) header.length());
    bytes.put(header.getBytes(ISO_8859_1));
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }
}
