package dev.ferry.delta.apply;

import dev.ferry.delta.bytes.Bytes;
import java.io.InputStream;

/** Bytes as a stream. */
final class BytesInput extends InputStream {
  private final Bytes bytes;
  private final byte[] buffer = new byte[1 << 13];
  private long place;
  private int at;
  private int filled;

  BytesInput(Bytes bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() {
    return fill() ? buffer[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, filled - at);
    System.arraycopy(buffer, at, to, offset, count);
    at += count;
    return count;
  }

  private boolean fill() {
    if (at == filled) {
      filled = (int) Math.min(buffer.length, bytes.size() - place);
      bytes.copy(place, buffer, 0, filled);
      place += filled;
      at = 0;
    }
    return at < filled;
  }
}
