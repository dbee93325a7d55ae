package dev.ferry.delta.generate.match;

/**
 * How thoroughly to look.
 *
 * @param words the length of a seed, in units of eight bytes: what is shorter is not found
 * @param stride the distance between the seeds of the old bytes
 * @param candidates how many seeds of a bucket are tried on each side of the expected place
 * @param gain how many bytes more than the copy at hand another must explain to be taken
 * @param threads how many threads look
 * @param mostOld how many bytes of the old side are looked at together
 */
public record MatchOptions(
    int words, int stride, int candidates, int gain, int threads, int mostOld) {
  private static final int SMALL = 64 << 20;
  private static final int LARGE = 16 << 20;
  private static final int LARGEST = 1 << 30;

  /** What else is in memory: buckets, references, windows, what the virtual machine needs. */
  private static final long ELSE = 200L << 20;

  public MatchOptions {
    if (words < 1 || stride < 1 || candidates < 1 || gain < 0 || threads < 1 || mostOld < 1) {
      throw new IllegalArgumentException("not positive");
    }
  }

  /**
   * For native code of a size: coarse, because functions are longer than seeds. A finer index of a
   * large file costs more time than bytes.
   */
  public static MatchOptions code(long oldSize, int threads) {
    int stride = oldSize <= LARGE ? 4 : 8;
    return new MatchOptions(3, stride, 8, 8, threads, mostOld(stride));
  }

  /** For anything else of a size. */
  public static MatchOptions plain(long oldSize, int threads) {
    return oldSize <= SMALL
        ? new MatchOptions(2, 1, 8, 8, threads, mostOld(1))
        : code(oldSize, threads);
  }

  /** What the heap has place for: each byte, and four for each seed. */
  private static int mostOld(int stride) {
    long free = Math.max(ELSE, Runtime.getRuntime().maxMemory() - ELSE);
    return (int) Math.min(LARGEST, free * stride / (stride + Integer.BYTES));
  }
}
