package dev.ferry.delta.stream;

/** What a stream holds. Its number is part of the format and never given to another kind. */
public enum StreamKind {
  /** How the containers of the new file are built. */
  STRUCTURE(1),
  /** How deflated streams are compressed again. */
  DEFLATE(2),
  /** Zip entries: what follows from the central directory. */
  ENTRY(3),
  /** Where in the old file something lies, as a distance from where it is expected. */
  PLACE(4),
  /** How large something is. */
  SIZE(5),
  /** Which bytes are copied from the old side: lengths. */
  COPY_LENGTH(10),
  /**
   * Which bytes are copied from the old side: where, as a distance from where the last copy ended.
   */
  COPY_PLACE(11),
  /** How many bytes before each copy are new. */
  NEW_LENGTH(12),
  /** Bytes that are new. */
  NEW_BYTES(13),
  /** In copies that are not exact: how many bytes are equal before the next that is not. */
  EQUAL_LENGTH(14),
  /** In copies that are not exact: new byte minus old byte. */
  DIFFERENCE(15),
  /** How each member is coded. */
  METHOD(20),
  /** Where the sections of new libraries are. */
  OUTLINE(21),
  /** References of branches: how many are predicted right before one that is not. */
  BRANCH_RUN(22),
  /** References of branches: field minus prediction. */
  BRANCH_CORRECTION(23),
  /** References of operands: how many are predicted right before one that is not. */
  OPERAND_RUN(24),
  /** References of operands: field minus prediction. */
  OPERAND_CORRECTION(25),
  /** References in tables: how many are predicted right before one that is not. */
  TABLE_RUN(26),
  /** References in tables: field minus prediction. */
  TABLE_CORRECTION(27),
  /** Which sections of a library are coded as tables. */
  TABLE_PLAN(30),
  /** Symbols and relocations: which old entry is the partner of each new one. */
  TABLE_ALIGNMENT(31),
  /** Numbers at the start of tables of hashes. */
  TABLE_HEAD(32),
  /** Symbols: where the name stands among the strings. */
  SYMBOL_NAME(33),
  /** Symbols: type, binding, visibility, section. */
  SYMBOL_KIND(34),
  /** Symbols: the address. */
  SYMBOL_VALUE(35),
  /** Symbols: the size. */
  SYMBOL_SIZE(36),
  /** Symbols: the version. */
  SYMBOL_VERSION(37),
  /** Relocations: the slot that is written. */
  RELOCATION_PLACE(38),
  /** Relocations: type and symbol. */
  RELOCATION_KIND(39),
  /** Relocations: the addend. */
  RELOCATION_ADDEND(40),
  /** Stubs and slots of linkage: words that are not as usual. */
  LINKAGE(41),
  /** Unwinding: which old record is the partner of each new one. */
  FRAME_ALIGNMENT(42),
  /** Unwinding: which sort of record, with which common one. */
  FRAME_KIND(43),
  /** Unwinding: bytes of a record. */
  FRAME_SIZE(44),
  /** Unwinding: where functions begin. */
  FRAME_START(45),
  /** Unwinding: how many bytes functions have. */
  FRAME_RANGE(46),
  /** Unwinding: personality routines, and whether functions have tables of exceptions. */
  FRAME_TARGET(47),
  /** Unwinding: whether a record's instructions are those of its partner. */
  FRAME_SAME(48),
  /** Unwinding: instructions that are new. */
  FRAME_BYTES(49),
  /** Exceptions: where a function's table is. */
  EXCEPTION_PLACE(50),
  /** Exceptions: whether a table has the usual form. */
  EXCEPTION_FORM(51),
  /** Exceptions: which old call site is the partner of each new one. */
  EXCEPTION_ALIGNMENT(52),
  /** Exceptions: numbers of call sites and types, and the like. */
  EXCEPTION_HEAD(53),
  /** Exceptions: where call sites begin. */
  EXCEPTION_START(54),
  /** Exceptions: how many bytes call sites have. */
  EXCEPTION_LENGTH(55),
  /** Exceptions: where landing pads are. */
  EXCEPTION_PAD(56),
  /** Exceptions: actions of call sites. */
  EXCEPTION_ACTION(57),
  /** Exceptions: types that are caught. */
  EXCEPTION_TYPE(58),
  /** Exceptions: actions, and whatever no table covers. */
  EXCEPTION_BYTES(59),
  /** Corrections of deflated streams: blocks. */
  DEFLATE_BLOCKS(60),
  /** Corrections of deflated streams: literals and matches. */
  DEFLATE_TOKENS(61),
  /** Corrections of deflated streams: Huffman codes. */
  DEFLATE_CODES(62);

  private final int number;

  StreamKind(int number) {
    this.number = number;
  }

  /** The kind's number in the format, 1 to 255. */
  public int number() {
    return number;
  }
}
