package dev.ferry.delta.member;

import dev.ferry.delta.code.table.TableSink;
import dev.ferry.delta.stream.BadDelta;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Tables that were made, to be written in the places that were left for them. */
final class TableOverlay implements TableSink {
  private final TreeMap<Long, ByteBuffer> tables = new TreeMap<>();

  @Override
  public void table(long offset, ByteBuffer bytes) {
    Map.Entry<Long, ByteBuffer> before = tables.lowerEntry(offset + bytes.capacity());
    if (before != null && before.getKey() + before.getValue().capacity() > offset) {
      throw new BadDelta("tables overlap");
    }
    tables.put(offset, bytes);
  }

  /** A stream that takes a file and passes it on with the tables in it. */
  OutputStream over(OutputStream to) {
    return new Overlaid(to);
  }

  /** The first place from the given one on that is in a table; far away if there is none. */
  private long next(long place) {
    Map.Entry<Long, ByteBuffer> before = tables.floorEntry(place);
    if (before != null && before.getKey() + before.getValue().capacity() > place) {
      return place;
    }
    Long after = tables.ceilingKey(place);
    return after == null ? Long.MAX_VALUE : after;
  }

  private void put(long place, byte[] piece, int from, int length) {
    Map.Entry<Long, ByteBuffer> first = tables.floorEntry(place);
    long start = first == null ? place : first.getKey();
    for (Map.Entry<Long, ByteBuffer> entry :
        tables.subMap(start, true, place + length, false).entrySet()) {
      long begin = Math.max(place, entry.getKey());
      long end = Math.min(place + length, entry.getKey() + entry.getValue().capacity());
      if (begin < end) {
        int within = (int) (begin - entry.getKey());
        entry.getValue().get(within, piece, from + (int) (begin - place), (int) (end - begin));
      }
    }
  }

  private final class Overlaid extends FilterOutputStream {
    private long place;

    /** Up to here no table is met. */
    private long free;

    Overlaid(OutputStream to) {
      super(to);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] piece, int from, int length) throws IOException {
      if (place + length > free) {
        free = next(place);
      }
      if (place + length <= free) {
        out.write(piece, from, length);
      } else {
        byte[] changed = Arrays.copyOfRange(piece, from, from + length);
        put(place, changed, 0, length);
        out.write(changed, 0, length);
      }
      place += length;
    }
  }
}
