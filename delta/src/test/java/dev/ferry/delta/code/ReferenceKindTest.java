package dev.ferry.delta.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceKindTest {
  @ParameterizedTest
  @EnumSource(ReferenceKind.class)
  void fieldAndRestMakeTheWordAgain(ReferenceKind kind) {
    Random random = new Random(kind.number());
    for (int i = 0; i < 1000; i++) {
      long word = kind.width() == 4 ? random.nextInt() & 0xffffffffL : random.nextLong();
      assertThat(kind.insert(kind.blank(word), kind.field(word))).isEqualTo(word);
      assertThat(kind.field(kind.blank(word))).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(ReferenceKind.class)
  void aTargetSaysItsField(ReferenceKind kind) {
    Random random = new Random(kind.number());
    for (int i = 0; i < 1000; i++) {
      long word = kind.width() == 4 ? random.nextInt() & 0xffffffffL : random.nextInt();
      long address = random.nextInt(1 << 30) & -4;
      long base = random.nextInt(1 << 30);
      long field = kind.field(word) & within(kind);
      assertThat(kind.fieldOf(kind.target(field, address, base), address, base)).isEqualTo(field);
    }
  }

  /** Twelve bits of an address have fewer in units of several bytes. */
  private static long within(ReferenceKind kind) {
    int units = kind.number() - ReferenceKind.AARCH64_LOW12.number();
    return units > 0 ? 0xfff >> units : -1;
  }

  @Test
  void numbersAreFrozen() {
    for (int number = 1; number <= ReferenceKind.count(); number++) {
      assertThat(ReferenceKind.of(number).number()).isEqualTo(number);
    }
    assertThat(ReferenceKind.AARCH64_LOW12_16.number()).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({
    "REL32, fffffffb, 1000, 0, fff",
    "RIP32, 10, 1000, 0, 1014",
    "RIP32_4, 10, 1000, 0, 1018",
    "TABLE32, fffffff0, 1000, 2000, 1ff0",
    "PCREL32, fffffff0, 1000, 0, ff0",
    "AARCH64_BRANCH26, 97ffffff, 1000, 0, ffc",
    "AARCH64_BRANCH19, 54000040, 1000, 0, 1008",
    "AARCH64_ADRP, b0000000, 1234, 0, 2000",
    "AARCH64_LOW12_8, f9400400, 1000, 0, 8",
  })
  void theVectorsOfTheFormatHold(
      ReferenceKind kind, String word, String address, String base, String target) {
    long field = kind.field(Long.parseLong(word, 16));
    assertThat(kind.target(field, Long.parseLong(address, 16), Long.parseLong(base, 16)))
        .isEqualTo(Long.parseLong(target, 16));
  }
}
