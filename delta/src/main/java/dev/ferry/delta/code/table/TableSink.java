package dev.ferry.delta.code.table;

import java.nio.ByteBuffer;

/** Takes the tables of the new file. */
@FunctionalInterface
public interface TableSink {
  /**
   * One table.
   *
   * @param offset where its section begins in the file
   * @param bytes all its bytes, from position 0
   */
  void table(long offset, ByteBuffer bytes);
}
