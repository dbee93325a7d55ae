package dev.ferry.delta.code.x86;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.delta.code.ReferenceKind;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of docs/formats/delta-native.md. */
class InstructionTest {
  @ParameterizedTest
  @CsvSource({
    "c3, 1, -1, NONE",
    "f30f1efa, 4, -1, NONE",
    "e811223344, 5, 1, REL32",
    "666648e811223344, 8, 4, REL32",
    "e911223344, 5, 1, REL32",
    "eb11, 2, -1, NONE",
    "0f8411223344, 6, 2, REL32",
    "488d0511223344, 7, 3, RIP32",
    "488b0d11223344, 7, 3, RIP32",
    "ff2511223344, 6, 2, RIP32",
    "803d1122334400, 7, 2, RIP32_1",
    "66813d112233445566, 9, 3, RIP32_2",
    "48c7051122334455667788, 11, 3, RIP32_4",
    "833d1122334455, 7, 2, RIP32_1",
    "f6051122334401, 7, 2, RIP32_1",
    "f71511223344, 6, 2, RIP32",
    "48b81122334455667788, 10, -1, NONE",
    "b811223344, 5, -1, NONE",
    "66b81122, 4, -1, NONE",
    "488b442408, 5, -1, NONE",
    "4a8b84e011223344, 8, -1, NONE",
    "488b042511223344, 8, -1, NONE",
    "c8112233, 4, -1, NONE",
    "c5f877, 3, -1, NONE",
    "c5fb100511223344, 8, 4, RIP32",
    "c4e27d190511223344, 9, 5, RIP32",
    "c4e37d19c001, 6, -1, NONE",
    "62f17c48280511223344, 10, 6, RIP32",
    "660f3a0f0511223344ff, 10, 5, RIP32_1",
    "0f38f0c1, 4, -1, NONE",
    "a11122334455667788, 9, -1, NONE",
    "8f00, 2, -1, NONE",
    "06, 0, -1, NONE",
    "62, 0, -1, NONE",
    "0f04, 0, -1, NONE",
  })
  void isAsLongAsTheProcessorSays(String hex, int length, int distance, String kind) {
    byte[] code = HexFormat.of().parseHex(hex);
    Instruction instruction = new Instruction();
    assertThat(instruction.read(Arrays.copyOf(code, Instruction.REACH), 0)).isEqualTo(length);
    if (length > 0) {
      assertThat(instruction.distanceAt(0)).isEqualTo(distance);
    }
    if (distance >= 0) {
      assertThat(instruction.kind()).isEqualTo(ReferenceKind.valueOf(kind));
    }
  }

  @Test
  void neverReadsBehindItsReach() {
    Random random = new Random(7);
    Instruction instruction = new Instruction();
    byte[] code = new byte[Instruction.REACH];
    for (int i = 0; i < 200_000; i++) {
      random.nextBytes(code);
      for (int prefix = random.nextInt(18); prefix > 0; prefix--) {
        code[prefix] = 0x66;
      }
      assertThat(instruction.read(code, 0)).isBetween(0, Instruction.LONGEST);
    }
  }
}
