package dev.ferry.delta.bytes;

/**
 * A sequence of bytes with random access. Numbers are little-endian, as in every library that Ferry
 * looks into. Implementations are safe for several readers. Places outside are an {@link
 * IndexOutOfBoundsException}: callers check bounds where a number came from outside.
 */
public interface Bytes {
  /** How many bytes there are. */
  long size();

  /** The byte at a place, -128 to 127. */
  byte at(long place);

  /** Copies {@code length} bytes from {@code place} to {@code to[offset]}. */
  void copy(long place, byte[] to, int offset, int length);

  /** The byte at a place, 0 to 255. */
  default int unsigned(long place) {
    return at(place) & 0xff;
  }

  /** Two bytes, 0 to 65535. */
  default int shortAt(long place) {
    return unsigned(place) | unsigned(place + 1) << 8;
  }

  /** Four bytes. */
  default int intAt(long place) {
    return shortAt(place) | shortAt(place + 2) << 16;
  }

  /** Eight bytes. */
  default long longAt(long place) {
    return (intAt(place) & 0xffffffffL) | (long) intAt(place + 4) << 32;
  }

  /** A part of these bytes, which shares them. */
  default Bytes slice(long from, long length) {
    return PartOfBytes.of(this, from, length);
  }
}
