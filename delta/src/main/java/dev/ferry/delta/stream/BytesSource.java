package dev.ferry.delta.stream;

import dev.ferry.delta.bytes.Bytes;

/** A stream that was unpacked. */
public final class BytesSource implements ByteSource {
  private final String name;
  private final Bytes bytes;
  private final byte[] buffer;
  private long place;
  private int at;
  private int filled;

  /**
   * Reads bytes from their beginning.
   *
   * @param name for messages
   */
  public BytesSource(String name, Bytes bytes) {
    this.name = name;
    this.bytes = bytes;
    this.buffer = new byte[(int) Math.min(1 << 13, bytes.size())];
  }

  @Override
  public int next() {
    if (at == filled) {
      fill();
    }
    return buffer[at++] & 0xff;
  }

  @Override
  public void next(byte[] to, int offset, int length) {
    int buffered = Math.min(length, filled - at);
    System.arraycopy(buffer, at, to, offset, buffered);
    at += buffered;
    int rest = length - buffered;
    if (rest > bytes.size() - place) {
      throw early();
    }
    bytes.copy(place, to, offset + buffered, rest);
    place += rest;
  }

  /** How many bytes have been read. */
  public long position() {
    return place - filled + at;
  }

  /** Whether nothing is left. */
  public boolean ended() {
    return position() == bytes.size();
  }

  private void fill() {
    int count = (int) Math.min(buffer.length, bytes.size() - place);
    if (count == 0) {
      throw early();
    }
    bytes.copy(place, buffer, 0, count);
    place += count;
    at = 0;
    filled = count;
  }

  private BadDelta early() {
    return new BadDelta(name + " ends early");
  }
}
