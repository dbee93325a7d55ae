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
