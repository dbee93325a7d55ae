package dev.ferry.delta.code.table;

import dev.ferry.delta.bytes.Bytes;
import java.util.Arrays;
import java.util.List;

/** A file whose tables read as zero: what is left to compare as bytes. */
public final class MaskedBytes implements Bytes {
  private final Bytes file;
  private final long[] starts;
  private final long[] ends;

  private MaskedBytes(Bytes file, List<TablePlan.Range> ranges) {
    this.file = file;
    starts = ranges.stream().mapToLong(TablePlan.Range::offset).toArray();
    ends = ranges.stream().mapToLong(range -> range.offset() + range.size()).toArray();
  }

  /** Masks ranges that rise and do not overlap. */
  public static Bytes of(Bytes file, List<TablePlan.Range> ranges) {
    return ranges.isEmpty() ? file : new MaskedBytes(file, ranges);
  }

  @Override
  public long size() {
    return file.size();
  }

  /** The first range that ends behind a place. */
  private int range(long place) {
    int found = Arrays.binarySearch(ends, place);
    return found < 0 ? -found - 1 : found + 1;
  }

  private boolean isFree(long place, int length) {
    int range = range(place);
    return range == starts.length || starts[range] >= place + length;
  }

  @Override
  public byte at(long place) {
    return isFree(place, 1) ? file.at(place) : 0;
  }

  @Override
  public int intAt(long place) {
    return isFree(place, Integer.BYTES) ? file.intAt(place) : Bytes.super.intAt(place);
  }

  @Override
  public long longAt(long place) {
    return isFree(place, Long.BYTES) ? file.longAt(place) : Bytes.super.longAt(place);
  }

  @Override
  public void copy(long place, byte[] to, int offset, int length) {
    file.copy(place, to, offset, length);
    for (int i = range(place); i < starts.length && starts[i] < place + length; i++) {
      int from = (int) (Math.max(starts[i], place) - place);
      int until = (int) (Math.min(ends[i], place + length) - place);
      Arrays.fill(to, offset + from, offset + until, (byte) 0);
    }
  }
}
