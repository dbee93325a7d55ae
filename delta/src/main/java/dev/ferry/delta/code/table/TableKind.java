package dev.ferry.delta.code.table;

/** What a table is. Tables are coded in this order; the numbers are part of the format. */
enum TableKind {
  /** {@code .gcc_except_table}; coded with {@link #FRAMES}. */
  EXCEPTIONS(1),
  /** {@code .eh_frame}. */
  FRAMES(2),
  /** {@code .eh_frame_hdr}. */
  FRAME_HEADER(3),
  /** {@code .dynsym} or {@code .symtab}. */
  SYMBOLS(4),
  /** {@code .gnu.version}. */
  VERSIONS(5),
  /** {@code .gnu.hash}. */
  HASH(6),
  /** {@code .rela.dyn}, {@code .rela.plt}. */
  RELOCATIONS(7),
  /** {@code .plt}. */
  STUBS(8),
  /** {@code .got.plt}. */
  SLOTS(9);

  private static final TableKind[] ALL = values();

  private final int number;

  TableKind(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static boolean isNumber(long number) {
    return number >= 1 && number <= ALL.length;
  }

  static TableKind of(long number) {
    return ALL[(int) number - 1];
  }
}
