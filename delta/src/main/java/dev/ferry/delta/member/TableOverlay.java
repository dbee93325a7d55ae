package dev.ferry.delta.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.code.table.TableSink;
import dev.ferry.delta.stream.BadDelta;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Tables that were made, to be written in the places that were left for them. */
final class TableOverlay implements TableSink {
  private static final int PIECE = 1 << 16;

  private final TreeMap<Long, ByteBuffer> tables = new TreeMap<>();

  @Override
  public void table(long offset, ByteBuffer bytes) {
    tables.put(offset, bytes);
  }

  /** Writes a file, with the tables over it. */
  void write(Bytes file, OutputStream to) throws IOException {
    long done = 0;
    for (Map.Entry<Long, ByteBuffer> entry : tables.entrySet()) {
      ByteBuffer bytes = entry.getValue();
      if (entry.getKey() < done || entry.getKey() + bytes.capacity() > file.size()) {
        throw new BadDelta("tables overlap");
      }
      copy(file, done, entry.getKey(), to);
      byte[] table = new byte[bytes.capacity()];
      bytes.get(0, table);
      to.write(table);
      done = entry.getKey() + bytes.capacity();
    }
    copy(file, done, file.size(), to);
  }

  private static void copy(Bytes file, long from, long until, OutputStream to) throws IOException {
    byte[] buffer = new byte[PIECE];
    for (long done = from; done < until; ) {
      int piece = (int) Math.min(PIECE, until - done);
      file.copy(done, buffer, 0, piece);
      to.write(buffer, 0, piece);
      done += piece;
    }
  }
}
