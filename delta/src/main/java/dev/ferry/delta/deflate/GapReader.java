package dev.ferry.delta.deflate;

import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSource;

/** Corrections of one kind: each says how many predictions before it are right. */
final class GapReader implements ByteSource {
  private final byte[] bytes;
  private int place;
  private long gap;

  GapReader(byte[] bytes) {
    this.bytes = bytes;
    readGap();
  }

  /** Whether the next prediction is corrected; then the correction follows here. */
  boolean isDue() {
    if (gap > 0) {
      gap--;
      return false;
    }
    return true;
  }

  /** The correction was read. */
  void done() {
    readGap();
  }

  /** Whether all corrections were used. */
  boolean isEmpty() {
    return gap >= Long.MAX_VALUE >> 1;
  }

  private void readGap() {
    gap = place == bytes.length ? Long.MAX_VALUE : Math.min(number(), Long.MAX_VALUE >> 2);
  }

  @Override
  public int next() {
    if (place == bytes.length) {
      throw new BadDelta("the corrections of a deflated stream end too early");
    }
    return bytes[place++] & 0xff;
  }

  @Override
  public void next(byte[] to, int offset, int length) {
    for (int i = 0; i < length; i++) {
      to[offset + i] = (byte) next();
    }
  }
}
