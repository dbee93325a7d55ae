package dev.ferry.delta.deflate;

import dev.ferry.delta.stream.ByteSink;
import java.io.ByteArrayOutputStream;

/** Writes what {@link GapReader} reads. */
final class GapWriter implements ByteSink {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long gap;

  /** A prediction was right. */
  void right() {
    gap++;
  }

  /** So many predictions were right. */
  void right(long count) {
    gap += count;
  }

  /** A prediction was wrong; the correction is to be appended. */
  void correct() {
    number(gap);
    gap = 0;
  }

  int size() {
    return bytes.size();
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  @Override
  public void put(int value) {
    bytes.write(value);
  }

  @Override
  public void put(byte[] from, int offset, int length) {
    bytes.write(from, offset, length);
  }
}
