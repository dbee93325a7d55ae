package dev.ferry.delta.code.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.bytes.Bytes;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskedBytesTest {
  @Test
  void everyReadSeesZeroInRanges() {
    Random random = new Random(2);
    byte[] bytes = new byte[200];
    random.nextBytes(bytes);
    List<TablePlan.Range> ranges =
        List.of(
            new TablePlan.Range(0, 3),
            new TablePlan.Range(50, 1),
            new TablePlan.Range(51, 40),
            new TablePlan.Range(190, 10));
    byte[] expected = bytes.clone();
    for (TablePlan.Range range : ranges) {
      for (long i = range.offset(); i < range.offset() + range.size(); i++) {
        expected[(int) i] = 0;
      }
    }
    Bytes masked = MaskedBytes.of(ArrayBytes.of(bytes), ranges);
    Bytes plain = ArrayBytes.of(expected);
    for (int i = 0; i <= 192; i++) {
      assertThat(masked.at(i)).isEqualTo(plain.at(i));
      assertThat(masked.intAt(i)).isEqualTo(plain.intAt(i));
      assertThat(masked.longAt(i)).isEqualTo(plain.longAt(i));
      byte[] got = new byte[200 - i];
      byte[] want = new byte[200 - i];
      masked.copy(i, got, 0, got.length - i % 7);
      plain.copy(i, want, 0, want.length - i % 7);
      assertThat(got).isEqualTo(want);
    }
  }
}
