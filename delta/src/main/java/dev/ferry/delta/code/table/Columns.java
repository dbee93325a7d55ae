package dev.ferry.delta.code.table;

import dev.ferry.delta.stream.StreamKind;

/**
 * Numbers and bytes of tables on their way into a delta or out of it. The same code walks a table
 * in both directions: it says what it expects, and what is the case where it knows.
 */
public interface Columns {
  /**
   * One number of a column.
   *
   * @param expected what both sides expect
   * @param actual the number where the delta is made; not looked at where it is applied
   * @return the number
   */
  long code(StreamKind column, long expected, long actual);

  /**
   * Some bytes.
   *
   * @param bytes holds them where the delta is made, receives them where it is applied
   */
  void code(StreamKind column, byte[] bytes, int from, int length);
}
