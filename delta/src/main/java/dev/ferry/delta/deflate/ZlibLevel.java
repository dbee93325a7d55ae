package dev.ferry.delta.deflate;

/**
 * What a level of zlib means.
 *
 * @param good from this length of the match before, a quarter of the chain is searched
 * @param lazy from this length the next place is not searched; for the greedy levels: up to this
 *     length the places inside a match are entered
 * @param nice from this length the search ends
 * @param chain how many places are looked at
 */
record ZlibLevel(int good, int lazy, int nice, int chain) {
  private static final ZlibLevel[] LEVELS = {
    new ZlibLevel(0, 0, 0, 0),
    new ZlibLevel(4, 4, 8, 4),
    new ZlibLevel(4, 5, 16, 8),
    new ZlibLevel(4, 6, 32, 32),
    new ZlibLevel(4, 4, 16, 16),
    new ZlibLevel(8, 16, 32, 32),
    new ZlibLevel(8, 16, 128, 128),
    new ZlibLevel(8, 32, 128, 256),
    new ZlibLevel(32, 128, 258, 1024),
    new ZlibLevel(32, 258, 258, 4096)
  };

  static ZlibLevel of(int level) {
    return LEVELS[level];
  }
}
