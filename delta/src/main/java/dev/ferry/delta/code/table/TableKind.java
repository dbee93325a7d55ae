package dev.ferry.delta.code.table;

/** What a table is. Tables are coded in this order; the numbers are part of the format. */
enum TableKind {
  /** {@code .dynsym} or {@code .symtab}. */
  SYMBOLS(1),
  /** {@code .gnu.version}. */
  VERSIONS(2),
  /** {@code .gnu.hash}. */
  HASH(3),
  /** {@code .rela.dyn}, {@code .rela.plt}. */
  RELOCATIONS(4),
  /** {@code .plt}. */
  STUBS(5),
  /** {@code .got.plt}. */
  SLOTS(6),
  /** {@code .gcc_except_table}; coded with {@link #FRAMES}. */
  EXCEPTIONS(7),
  /** {@code .eh_frame}. */
  FRAMES(8),
  /** {@code .eh_frame_hdr}. */
  FRAME_HEADER(9);

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
