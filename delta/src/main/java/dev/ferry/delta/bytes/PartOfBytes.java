package dev.ferry.delta.bytes;

import java.util.Objects;

/** A window on other bytes. */
record PartOfBytes(Bytes whole, long from, long size) implements Bytes {
  static Bytes of(Bytes whole, long from, long size) {
    Objects.checkFromIndexSize(from, size, whole.size());
    return whole instanceof PartOfBytes part
        ? new PartOfBytes(part.whole, part.from + from, size)
        : new PartOfBytes(whole, from, size);
  }

  @Override
  public byte at(long place) {
    return whole.at(from + Objects.checkIndex(place, size));
  }

  @Override
  public void copy(long place, byte[] to, int offset, int length) {
    Objects.checkFromIndexSize(place, length, size);
    whole.copy(from + place, to, offset, length);
  }

  @Override
  public int intAt(long place) {
    Objects.checkFromIndexSize(place, Integer.BYTES, size);
    return whole.intAt(from + place);
  }

  @Override
  public long longAt(long place) {
    Objects.checkFromIndexSize(place, Long.BYTES, size);
    return whole.longAt(from + place);
  }
}
