package dev.ferry.delta.generate.deflate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.stream.BadDelta;

/** Reads bits, lowest first. Behind the end there are zeros, until a bit of them is taken. */
final class BitReader {
  private final Bytes from;
  private final byte[] buffer = new byte[1 << 14];
  private long next;
  private int place;
  private int used;
  private long bits;
  private int count;

  BitReader(Bytes from) {
    this.from = from;
  }

  /** The next 15 bits or more, which are not taken. */
  int peek() {
    while (count < Integer.SIZE) {
      bits |= (long) nextByte() << count;
      count += Byte.SIZE;
    }
    return (int) bits;
  }

  /** Takes bits that were looked at. */
  void take(int length) {
    bits >>>= length;
    count -= length;
  }

  /** Takes up to 16 bits. */
  int read(int length) {
    int value = peek() & ((1 << length) - 1);
    take(length);
    return value;
  }

  /** How many bits of the present byte are taken. */
  int phase() {
    return -count & 7;
  }

  void align() {
    take(count & 7);
  }

  /** How many bytes are taken wholly. */
  long wholeBytes() {
    return next - (used - place) - (count + 7) / Byte.SIZE;
  }

  /** Skips bytes after {@link #align}. */
  void skipBytes(int length) {
    for (int i = 0; i < length; i++) {
      read(Byte.SIZE);
    }
  }

  private int nextByte() {
    if (place == used) {
      used = (int) Math.min(buffer.length, from.size() - next);
      place = 0;
      if (used <= 0) {
        return behindEnd();
      }
      from.copy(next, buffer, 0, used);
      next += used;
    }
    return buffer[place++] & 0xff;
  }

  private int behindEnd() {
    used = 0;
    next++;
    if (next > from.size() + Long.BYTES) {
      throw new BadDelta("a deflated stream has no end");
    }
    return 0;
  }
}
