package dev.ferry.delta.format;

import dev.ferry.delta.stream.StreamKind;

/**
 * One line of the table of streams.
 *
 * @param kind what it holds
 * @param method how it is packed
 * @param settings LZMA: the byte of literal and position bits as in the .lzma header
 * @param dictionary LZMA: the logarithm of the dictionary's size, 12 to 26
 * @param raw bytes unpacked
 * @param packed bytes in the delta
 */
public record PackedStream(
    StreamKind kind, Method method, int settings, int dictionary, long raw, long packed) {

  /** How a stream is packed. */
  public enum Method {
    /** As it is. */
    STORED(0),
    /** LZMA without header and end mark. */
    LZMA(1),
    /** One frame of Zstandard. */
    ZSTD(2);

    private final int number;

    Method(int number) {
      this.number = number;
    }

    /** The number in the format. */
    public int number() {
      return number;
    }
  }
}
