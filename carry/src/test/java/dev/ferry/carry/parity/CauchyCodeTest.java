package dev.ferry.carry.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CauchyCodeTest {
  @Test
  void theFieldIsAField() {
    for (int a = 1; a < 256; a++) {
      assertThat(Field.multiply(a, Field.inverse(a))).isEqualTo(1);
      assertThat(Field.multiply(a, 1)).isEqualTo(a);
      assertThat(Field.multiply(a, 0)).isZero();
      int b = (a * 7 + 3) & 0xff;
      int c = (a * 13 + 5) & 0xff;
      assertThat(Field.multiply(a, b ^ c)).isEqualTo(Field.multiply(a, b) ^ Field.multiply(a, c));
      assertThat(Field.multiply(a, Field.multiply(b, c)))
          .isEqualTo(Field.multiply(Field.multiply(a, b), c));
    }
    // 0x80 * 2 is reduced by x^8 + x^4 + x^3 + x^2 + 1.
    assertThat(Field.multiply(0x80, 2)).isEqualTo(0x1d);
  }

  /** The numbers of docs/formats/parcel.md. */
  @Test
  void coefficientsAreThoseOfTheFormat() {
    CauchyCode code = new CauchyCode(4, 3);
    assertThat(row(code, 0)).containsExactly(1, 1, 1, 1);
    assertThat(HexFormat.of().formatHex(bytes(row(code, 1)))).isEqualTo(ROW_1);
    assertThat(HexFormat.of().formatHex(bytes(row(code, 2)))).isEqualTo(ROW_2);
  }

  private static final String ROW_1 = "7ffc7efe";
  private static final String ROW_2 = "e2ffe6fd";

  @Test
  void anyRowsAndColumnsGiveTheLostOnes() {
    Random random = new Random(11);
    for (int round = 0; round < 60; round++) {
      int data = 1 + random.nextInt(round < 50 ? 24 : 200);
      int parity = 1 + random.nextInt(Math.min(16, CauchyCode.MOST - data));
      lose(new CauchyCode(data, parity), 1 + random.nextInt(100), random);
    }
    lose(new CauchyCode(128, 127), 9, random);
    lose(new CauchyCode(1, 254), 9, random);
  }

  private static void lose(CauchyCode code, int length, Random random) {
    byte[][] columns = new byte[code.data()][length];
    for (byte[] column : columns) {
      random.nextBytes(column);
    }
    byte[][] rows = new byte[code.parity()][length];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        Products.add(code.coefficient(row, column), columns[column], rows[row], length);
      }
    }
    int count = 1 + random.nextInt(Math.min(code.data(), code.parity()));
    int[] lost = choose(code.data(), count, random);
    int[] used = choose(code.parity(), count, random);
    Recovery recovery = Recovery.of(code, lost, used);
    for (int i = 0; i < count; i++) {
      byte[] sum = new byte[length];
      for (int column = 0; column < code.data(); column++) {
        int there = column;
        if (Arrays.stream(lost).noneMatch(number -> number == there)) {
          Products.add(recovery.ofColumn(i, column), columns[column], sum, length);
        }
      }
      for (int j = 0; j < recovery.rows(); j++) {
        Products.add(recovery.ofRow(i, j), rows[recovery.row(j)], sum, length);
      }
      assertThat(sum).as("%s, lost %s", code, Arrays.toString(lost)).isEqualTo(columns[lost[i]]);
    }
  }

  private static int[] choose(int from, int count, Random random) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < from; i++) {
      all.add(i);
    }
    Collections.shuffle(all, random);
    return all.stream().limit(count).mapToInt(i -> i).toArray();
  }

  @Test
  void moreThan255PartsAreRefused() {
    assertThatThrownBy(() -> new CauchyCode(200, 56)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CauchyCode(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CauchyCode(Integer.MAX_VALUE, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int[] row(CauchyCode code, int row) {
    int[] coefficients = new int[code.data()];
    for (int column = 0; column < coefficients.length; column++) {
      coefficients[column] = code.coefficient(row, column);
    }
    return coefficients;
  }

  private static byte[] bytes(int[] numbers) {
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers[i];
    }
    return bytes;
  }
}
