package dev.ferry.image.tar;

/**
 * How much a tar may hold.
 *
 * @param entries most entries
 * @param bytes most bytes, with headers
 * @param name longest name or link target, bytes
 */
public record TarLimits(int entries, long bytes, int name) {
  /** What a layer or a root folder may hold: far beyond real ones, and still held in memory. */
  public static final TarLimits LAYER = new TarLimits(500_000, 64L << 30, 4_096);

  /** What an archive of images may hold. */
  public static final TarLimits ARCHIVE = new TarLimits(20_000, 256L << 30, 1_024);
}
