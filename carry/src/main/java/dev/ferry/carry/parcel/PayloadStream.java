package dev.ferry.carry.parcel;

import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntFunction;

/** A range of the payload, slice by slice. */
final class PayloadStream extends InputStream {
  private final IntFunction<byte[]> slices;
  private final long end;
  private long place;
  private byte[] current = {};
  private int number = -1;

  /**
   * @param slices a slice's bytes; the array may be the same each time
   */
  PayloadStream(long from, long length, IntFunction<byte[]> slices) {
    this.slices = slices;
    this.place = from;
    this.end = from + length;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, to.length);
    if (length == 0) {
      return 0;
    }
    if (place >= end) {
      return -1;
    }
    int slice = (int) (place / PartLayout.SLICE);
    if (slice != number) {
      current = slices.apply(slice);
      number = slice;
    }
    int start = (int) (place % PartLayout.SLICE);
    int count = (int) Math.min(Math.min(length, PartLayout.SLICE - start), end - place);
    System.arraycopy(current, start, to, offset, count);
    place += count;
    return count;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - place);
  }
}
