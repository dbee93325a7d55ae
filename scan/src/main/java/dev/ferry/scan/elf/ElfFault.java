package dev.ferry.scan.elf;

/** A file that is not what an ELF header promises; never leaves the package. */
final class ElfFault extends Exception {
  private static final long serialVersionUID = 1L;

  ElfFault(String field, long got, String want) {
    super(
        "`%s` is %s, want %s".formatted(field, Long.toUnsignedString(got), want),
        null,
        false,
        false);
  }
}
