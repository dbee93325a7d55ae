package dev.ferry.delta.generate.match;

/** The part of the old file that new bytes are compared with, and its seeds. */
final class OldBytes {
  private final byte[] bytes;
  private final long base;
  private final LazySeeds seeds;

  OldBytes(byte[] bytes, long base, MatchOptions options) {
    this.bytes = bytes;
    this.base = base;
    seeds = new LazySeeds(bytes, options);
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where the part begins in the file. */
  long base() {
    return base;
  }

  LazySeeds seeds() {
    return seeds;
  }

  /** The place in {@link #bytes} that stands for a place of the new file, when nothing is known. */
  int expected(long newPlace) {
    return Math.clamp(newPlace - base, 0, bytes.length);
  }
}
