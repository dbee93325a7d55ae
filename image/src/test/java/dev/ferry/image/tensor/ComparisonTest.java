package dev.ferry.image.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
  @TempDir private Path folder;

  @Test
  void theSameBitsAreEqual() throws IOException {
    float[] values = {1, -0.0f, Float.NaN, Float.POSITIVE_INFINITY};
    Comparison found = floats(values, values, Limits.EXACT);
    assertThat(found.verdict()).isEqualTo(Verdict.EQUAL);
    assertThat(found.differing()).isZero();
    assertThat(found.first()).isEmpty();
  }

  @Test
  void nextNumbersAreOneUlpApart() throws IOException {
    float[] left = {1, 2, -3};
    float[] right = {1, Math.nextUp(2f), Math.nextDown(Math.nextDown(-3f))};
    Comparison found = floats(left, right, new Limits(2, 0, 0));
    assertThat(found.verdict()).isEqualTo(Verdict.ULP);
    assertThat(found.ulp()).isEqualTo(2);
    assertThat(found.differing()).isEqualTo(2);
    assertThat(found.first().orElseThrow().place()).containsExactly(1);
    assertThat(found.worst()).isEmpty();
    assertThat(floats(left, right, new Limits(1, 0, 0)).verdict()).isEqualTo(Verdict.DIFFERENT);
  }

  @Test
  void ulpsAreCountedThroughZero() throws IOException {
    float least = Float.MIN_VALUE;
    Comparison found = floats(new float[] {-least}, new float[] {least}, new Limits(2, 0, 0));
    assertThat(found.ulp()).isEqualTo(2);
    assertThat(found.verdict()).isEqualTo(Verdict.ULP);
  }

  @Test
  void theTwoZerosAreNoUlpApart() throws IOException {
    Comparison found = floats(new float[] {0f}, new float[] {-0f}, Limits.EXACT);
    assertThat(found.verdict()).isEqualTo(Verdict.ULP);
    assertThat(found.differing()).isEqualTo(1);
  }

  @Test
  void doublesOfOppositeSignAreFarApart() throws IOException {
    Tensor left = Numpy.read(folder, Numpy.doubles(-Double.MAX_VALUE));
    Tensor right = Numpy.read(folder, Numpy.doubles(Double.MAX_VALUE));
    Comparison found = Comparison.of(left, right, new Limits(Long.MAX_VALUE - 1, 0, 0));
    assertThat(found.ulp()).isEqualTo(Long.MAX_VALUE);
    assertThat(found.verdict()).isEqualTo(Verdict.DIFFERENT);
  }

  @Test
  void toleranceIsTheLastStep() throws IOException {
    float[] left = {100.01f, 0.001f};
    float[] right = {100f, 0f};
    assertThat(floats(left, right, new Limits(0, 1e-3, 2e-3)).verdict())
        .isEqualTo(Verdict.TOLERANCE);
    Comparison beyond = floats(left, right, new Limits(0, 1e-3, 1e-4));
    assertThat(beyond.verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(beyond.first().orElseThrow().place()).containsExactly(0);
    assertThat(beyond.worst().orElseThrow().place()).containsExactly(1);
    assertThat(beyond.absolute()).isCloseTo(0.01, org.assertj.core.data.Offset.offset(1e-5));
  }

  @Test
  void whatIsNoNumberDiffersFromEveryNumber() throws IOException {
    Limits wide = new Limits(Long.MAX_VALUE, 1e9, 1e9);
    for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThat(floats(new float[] {odd}, new float[] {Float.MAX_VALUE}, wide).verdict())
          .isEqualTo(Verdict.DIFFERENT);
    }
    assertThat(
            floats(
                    new float[] {Float.NEGATIVE_INFINITY},
                    new float[] {Float.POSITIVE_INFINITY},
                    wide)
                .verdict())
        .isEqualTo(Verdict.DIFFERENT);
  }

  @Test
  void integersHaveNoUlp() throws IOException {
    Tensor left = Numpy.read(folder, Numpy.longs(5, 9_007_199_254_740_993L));
    Tensor right = Numpy.read(folder, Numpy.longs(5, 9_007_199_254_740_992L));
    Comparison found = Comparison.of(left, right, new Limits(9, 1, 1));
    assertThat(found.ulp()).isZero();
    assertThat(found.verdict()).as("doubles do not tell these two").isEqualTo(Verdict.DIFFERENT);
    assertThat(found.first().orElseThrow().left()).isEqualTo("9007199254740993");
  }

  @Test
  void anotherShapeIsNotCompared() throws IOException {
    Tensor left = Numpy.read(folder, Numpy.floats(List.of(2, 1), 1, 2));
    Tensor right = Numpy.read(folder, Numpy.floats(List.of(1, 2), 1, 2));
    assertThatThrownBy(() -> Comparison.of(left, right, Limits.EXACT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Comparison floats(float[] left, float[] right, Limits limits) throws IOException {
    Tensor one = Numpy.read(folder, Numpy.floats(List.of(left.length), left));
    Tensor other = Numpy.read(folder, Numpy.floats(List.of(right.length), right));
    return Comparison.of(one, other, limits);
  }
}
