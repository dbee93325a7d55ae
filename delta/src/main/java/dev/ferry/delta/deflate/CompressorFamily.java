package dev.ferry.delta.deflate;

import dev.ferry.delta.stream.BadDelta;

/** Whose choices a compressor makes. */
public enum CompressorFamily {
  /** zlib by Gailly and Adler, which all versions since 1.2.5 do alike. */
  ZLIB(0),
  /** miniz_oxide, the compressor of Rust's {@code flate2} until 2025. */
  MINIZ(1),
  /** zlib-rs before 0.6, which makes the choices of zlib-ng 2.2. */
  ZLIB_RS(2),
  /** zlib-rs from 0.6 on, which leaves out places inside of long matches. */
  ZLIB_RS_6(3);

  private final int number;

  CompressorFamily(int number) {
    this.number = number;
  }

  /** The number in the format. */
  public int number() {
    return number;
  }

  static CompressorFamily of(int number) {
    for (CompressorFamily family : values()) {
      if (family.number == number) {
        return family;
      }
    }
    throw new BadDelta("a deflated stream names compressor " + number + ", which is not known");
  }
}
