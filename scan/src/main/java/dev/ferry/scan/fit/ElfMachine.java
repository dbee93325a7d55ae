package dev.ferry.scan.fit;

import dev.ferry.python.wheel.NativeFacts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an ELF header must say to run on a machine ({@code e_machine} values of the gABI's
 * registry).
 *
 * @param name as {@code uname -m} says it
 * @param id {@code e_machine}
 * @param bits of its addresses
 * @param bigEndian its byte order
 * @param triple how a CPython extension suffix spells it where that differs from the name
 */
public record ElfMachine(String name, int id, int bits, boolean bigEndian, String triple) {
  /** {@code EI_CLASS} of 64 bit and {@code EI_DATA} of the big end first. */
  private static final byte WIDE = 2;

  private static final byte BIG_ENDIAN = 2;

  private static final List<ElfMachine> ALL =
      List.of(
          of("x86_64", 62, 64),
          of("aarch64", 183, 64),
          new ElfMachine("i686", 3, 32, false, "i386"),
          new ElfMachine("armv7l", 40, 32, false, "arm"),
          new ElfMachine("armv8l", 40, 32, false, "arm"),
          new ElfMachine("ppc64le", 21, 64, false, "powerpc64le"),
          new ElfMachine("s390x", 22, 64, true, "s390x"),
          of("riscv64", 243, 64),
          of("loongarch64", 258, 64),
          new ElfMachine("mips64el", 8, 64, false, "mips64el"),
          new ElfMachine("mips64", 8, 64, false, "mips64el"),
          of("sw_64", 0x9916, 64));

  private static ElfMachine of(String name, int id, int bits) {
    return new ElfMachine(name, id, bits, false, name);
  }

  /** The machine of a name; nothing for one that is not known, and then nothing is judged. */
  public static Optional<ElfMachine> find(String name) {
    return ALL.stream().filter(machine -> machine.name.equals(name)).findFirst();
  }

  boolean runs(NativeFacts facts) {
    return facts.machine() == id && facts.bits() == bits && facts.bigEndian() == bigEndian;
  }

  /**
   * Whether a program with this header runs.
   *
   * @param header the first 20 bytes of an ELF file
   */
  public boolean runs(byte[] header) {
    return machine(header) == id && bits(header) == bits && (header[5] == BIG_ENDIAN) == bigEndian;
  }

  private static int machine(byte[] header) {
    int low = header[18] & 0xff;
    int high = header[19] & 0xff;
    return header[5] == BIG_ENDIAN ? low << 8 | high : high << 8 | low;
  }

  private static int bits(byte[] header) {
    return header[4] == WIDE ? 64 : 32;
  }

  /** For people, of the first 20 bytes of an ELF file. */
  public static String describe(byte[] header) {
    return ALL.stream()
        .filter(machine -> machine.runs(header))
        .map(ElfMachine::name)
        .findFirst()
        .orElseGet(() -> unknown(machine(header), bits(header)));
  }

  /** For people: {@code x86_64}, or the number where it is not known. */
  static String describe(NativeFacts facts) {
    return ALL.stream()
        .filter(machine -> machine.runs(facts))
        .map(ElfMachine::name)
        .findFirst()
        .orElseGet(() -> unknown(facts.machine(), facts.bits()));
  }

  private static String unknown(int machine, int bits) {
    return String.format(Locale.ROOT, "machine %d, %d bit", machine, bits);
  }
}
