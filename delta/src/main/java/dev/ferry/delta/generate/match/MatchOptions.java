package dev.ferry.delta.generate.match;

/**
 * How thoroughly to look.
 *
 * @param words the length of a seed, in units of eight bytes: what is shorter is not found
 * @param stride the distance between the seeds of the old bytes
 * @param candidates how many seeds of a bucket are tried on each side of the expected place
 * @param gain how many bytes more than the copy at hand another must explain to be taken
 * @param threads how many threads look
 */
public record MatchOptions(int words, int stride, int candidates, int gain, int threads) {
  private static final int SMALL = 64 << 20;

  public MatchOptions {
    if (words < 1 || stride < 1 || candidates < 1 || gain < 0 || threads < 1) {
      throw new IllegalArgumentException("not positive");
    }
  }

  /** For large native code: coarse, because functions are longer than seeds. */
  public static MatchOptions code(int threads) {
    return new MatchOptions(3, 4, 8, 8, threads);
  }

  /** For anything else of a size. */
  public static MatchOptions plain(long oldSize, int threads) {
    return oldSize <= SMALL
        ? new MatchOptions(2, 1, 8, 8, threads)
        : new MatchOptions(3, 4, 8, 8, threads);
  }
}
