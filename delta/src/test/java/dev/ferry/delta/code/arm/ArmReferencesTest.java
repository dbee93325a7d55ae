package dev.ferry.delta.code.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.elf.Elf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words as an assembler writes them; these are also the test vectors of the format. */
class ArmReferencesTest {
  private static final int CODE = 0x1000;

  /** A library with one section of code at address 0x401000 and one segment from 0x400000. */
  private static List<String> find(int... words) {
    ByteBuffer file = ByteBuffer.allocate(0x4000).order(ByteOrder.LITTLE_ENDIAN);
    file.put(0, HexFormat.of().parseHex("7f454c46020101"));
    file.putShort(16, (short) 3).putShort(18, (short) 183);
    file.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 1);
    file.putInt(64, 1).putLong(80, 0x400000).putLong(96, 0x4000).putLong(104, 0x4000);
    file.putLong(40, 0x200).putShort(58, (short) 64).putShort(60, (short) 2);
    file.putInt(0x244, 1).putLong(0x248, 6).putLong(0x250, 0x400000 + CODE);
    file.putLong(0x258, CODE).putLong(0x260, words.length * 4L);
    for (int i = 0; i < words.length; i++) {
      file.putInt(CODE + i * 4, words[i]);
    }
    List<String> found = new ArrayList<>();
    Elf elf = Elf.find(ArrayBytes.of(file.array())).orElseThrow();
    ArmReferences.find(
        ArrayBytes.of(file.array()),
        elf,
        elf.sections().get(0),
        (place, kind, target, base) ->
            found.add(
                "%x %s %x%s"
                    .formatted(
                        place,
                        kind.name().replace("AARCH64_", ""),
                        target,
                        base == 0 ? "" : " of %x".formatted(base))));
    return found;
  }

  @Test
  void branches() {
    assertThat(
            find(
                0x14000002, // b +8
                0x97ffffff, // bl -4
                0x54000040, // b.eq +8
                0xb4000060, // cbz x0, +12
                0x35ffffe1, // cbnz w1, -4
                0x36000042, // tbz w2, #0, +8
                0xb7ffffe3)) // tbnz x3, #32, -4
        .containsExactly(
            "1000 BRANCH26 401008",
            "1004 BRANCH26 401000",
            "1008 BRANCH19 401010",
            "100c BRANCH19 401018",
            "1010 BRANCH19 40100c",
            "1014 BRANCH14 40101c",
            "1018 BRANCH14 401014");
  }

  @Test
  void addressesInOneInstruction() {
    assertThat(
            find(
                0x58000041, // ldr x1, +8
                0x98000062, // ldrsw x2, +12
                0x1c000043, // ldr s3, +8
                0x10000084, // adr x4, +16
                0x30000005)) // adr x5, +1
        .containsExactly(
            "1000 BRANCH19 401008",
            "1004 BRANCH19 401010",
            "1008 BRANCH19 401010",
            "100c ADR 40101c",
            "1010 ADR 401011");
  }

  @Test
  void pagesAndTheirLowerBits() {
    assertThat(
            find(
                0xb0000000, // adrp x0, page +1
                0x91048c01, // add x1, x0, #0x123
                0xf9409002, // ldr x2, [x0, #0x120]
                0xb9409003, // ldr w3, [x0, #0x90]
                0x79400804, // ldrh w4, [x0, #4]
                0x3dc00400, // ldr q0, [x0, #16]
                0x39001405)) // strb w5, [x0, #5]
        .containsExactly(
            "1000 ADRP 402123",
            "1004 LOW12 402123 of 1000",
            "1008 LOW12_8 402120 of 1000",
            "100c LOW12_4 402090 of 1000",
            "1010 LOW12_2 402004 of 1000",
            "1014 LOW12_16 402010 of 1000",
            "1018 LOW12 402005 of 1000");
  }

  @Test
  void aRegisterThatIsWrittenHoldsNoPage() {
    assertThat(
            find(
                0xb0000000, // adrp x0, page +1
                0xf9400400, // ldr x0, [x0, #8]
                0x91004000, // add x0, x0, #16
                0xb0000013, // adrp x19, page +1
                0xb0000001, // adrp x1, page +1
                0xd63f0040, // blr x2
                0x91004273, // add x19, x19, #16
                0x91004021)) // add x1, x1, #16
        .containsExactly(
            "1000 ADRP 402008",
            "1004 LOW12_8 402008 of 1000",
            "100c ADRP 402000",
            "1010 ADRP 402000",
            "1018 LOW12 402010 of 100c");
  }

  @Test
  void whatLeadsOutOfTheLibraryIsNoReference() {
    assertThat(
            find(
                0x15000000, // b +64 MiB
                0xf0ffff00, // adrp x0, page far below
                0x91004000, // add x0, x0, #16
                0xd65f03c0, // ret
                0xd503201f)) // nop
        .isEmpty();
  }
}
