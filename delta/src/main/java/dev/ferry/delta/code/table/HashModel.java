package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.elf.Section;
import dev.ferry.delta.stream.StreamKind;
import java.nio.ByteBuffer;

/**
 * {@code .gnu.hash}: follows from the dynamic symbols and four numbers. The bucket of a symbol is
 * its hash modulo their number, symbols of a bucket stand together, and a filter of 64-bit words
 * tells which hashes are there at all.
 */
final class HashModel {
  private static final int HEADER = 16;

  private HashModel() {}

  /**
   * Makes the table.
   *
   * @param symbols the new dynamic symbols, as they stand in the file
   * @param names their strings in the new file
   * @return false where the four numbers do not describe a table of this size
   */
  static boolean code(
      Columns columns,
      Libraries libraries,
      Section old,
      Section fresh,
      ByteBuffer symbols,
      Section names,
      ByteBuffer out) {
    for (int i = 0; i < HEADER; i += Integer.BYTES) {
      int expected = libraries.old().intAt(old.offset() + i);
      int actual = libraries.making() ? libraries.fresh().intAt(fresh.offset() + i) : 0;
      out.putInt(i, (int) columns.code(StreamKind.TABLE_HEAD, expected, actual));
    }
    int count = symbols.capacity() / SymbolModel.ENTRY;
    long buckets = out.getInt(0) & 0xffffffffL;
    long first = out.getInt(4) & 0xffffffffL;
    long words = out.getInt(8) & 0xffffffffL;
    long hashed = count - first;
    boolean fits =
        buckets > 0
            && words > 0
            && (words & words - 1) == 0
            && hashed >= 0
            && HEADER + words * 8 + buckets * 4 + hashed * 4 == fresh.size();
    if (fits) {
      fill(libraries.fresh(), names, symbols, out);
    }
    return fits;
  }

  private static void fill(Bytes file, Section names, ByteBuffer symbols, ByteBuffer out) {
    int first = out.getInt(4);
    int words = out.getInt(8);
    int shift = out.getInt(12);
    int table = HEADER + words * 8;
    int chain = table + out.getInt(0) * 4;
    int count = symbols.capacity() / SymbolModel.ENTRY;
    long buckets = out.getInt(0) & 0xffffffffL;
    long bucketBefore = -1;
    for (int i = first; i < count; i++) {
      int hash = hash(file, names, symbols.getInt(i * SymbolModel.ENTRY) & 0xffffffffL);
      int word = HEADER + (hash >>> 6 & words - 1) * 8;
      out.putLong(word, out.getLong(word) | 1L << hash | 1L << (hash >>> shift));
      long bucket = (hash & 0xffffffffL) % buckets;
      int at = chain + (i - first) * 4;
      if (bucket != bucketBefore) {
        out.putInt(table + (int) bucket * 4, i);
        if (i > first) {
          out.putInt(at - 4, out.getInt(at - 4) | 1);
        }
      }
      out.putInt(at, i == count - 1 ? hash | 1 : hash & ~1);
      bucketBefore = bucket;
    }
  }

  /** The hash that GNU tables use: from 5381, times 33 plus the byte. */
  private static int hash(Bytes file, Section names, long name) {
    int hash = 5381;
    for (long place = names.offset() + name; place < names.end(); place++) {
      int next = file.unsigned(place);
      if (next == 0) {
        break;
      }
      hash = hash * 33 + next;
    }
    return hash;
  }
}
