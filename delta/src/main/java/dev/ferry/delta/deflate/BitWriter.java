package dev.ferry.delta.deflate;

import java.io.IOException;
import java.io.OutputStream;

/** Writes bits, lowest first. */
final class BitWriter {
  private final OutputStream to;
  private final byte[] buffer = new byte[1 << 15];
  private int used;
  private long bits;
  private int count;
  private long bytes;

  BitWriter(OutputStream to) {
    this.to = to;
  }

  /** Appends up to 32 bits, whose higher bits are 0. */
  void write(int value, int length) throws IOException {
    bits |= (long) value << count;
    count += length;
    while (count >= Byte.SIZE) {
      put((byte) bits);
      bits >>>= Byte.SIZE;
      count -= Byte.SIZE;
    }
  }

  /** Fills the byte that was begun with zeros. */
  void align() throws IOException {
    if (count > 0) {
      write(0, Byte.SIZE - count);
    }
  }

  /** Appends a byte; nothing may be begun. */
  void put(byte value) throws IOException {
    if (used == buffer.length) {
      flush();
    }
    buffer[used++] = value;
    bytes++;
  }

  /** How many bits of the last byte are written. */
  int phase() {
    return count;
  }

  /** How many whole bytes were written. */
  long bytes() {
    return bytes;
  }

  /** Hands over the whole bytes. */
  void flush() throws IOException {
    to.write(buffer, 0, used);
    used = 0;
  }
}
