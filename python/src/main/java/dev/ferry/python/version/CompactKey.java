package dev.ferry.python.version;

import java.util.List;

/**
 * Packs a common version into one {@code long} that sorts as PEP 440 does: no epoch, no local
 * label, at most four numbers, at most one of pre, post and dev. Nearly every version of an index
 * page is of this kind, and pages have thousands.
 *
 * <pre>bits 62..48 first number, 47..38 second, 37..28 third, 27..20 fourth,
 *      19..17 rank (dev, a, b, rc, final, post), 16..0 its number</pre>
 */
final class CompactKey {
  /** Not packable. */
  static final long NONE = -1;

  private static final int[] WIDTHS = {15, 10, 10, 8};
  private static final int NUMBER_WIDTH = 17;
  private static final int RANK_WIDTH = 3;

  private CompactKey() {}

  static long of(VersionParts parts) {
    List<Long> release = parts.release();
    int length = parts.trimmedLength();
    if (parts.epoch() != 0 || !parts.local().isEmpty() || length > WIDTHS.length) {
      return NONE;
    }
    long key = 0;
    for (int i = 0; i < WIDTHS.length; i++) {
      long number = i < length ? release.get(i) : 0;
      if (number >= 1L << WIDTHS[i]) {
        return NONE;
      }
      key = (key << WIDTHS[i]) | number;
    }
    return withSuffix(key, parts);
  }

  private static long withSuffix(long releaseKey, VersionParts parts) {
    boolean post = parts.post() != VersionParts.NONE;
    boolean dev = parts.dev() != VersionParts.NONE;
    int suffixes = (parts.pre() != null ? 1 : 0) + (post ? 1 : 0) + (dev ? 1 : 0);
    if (suffixes > 1) {
      return NONE;
    }
    PreRelease pre = parts.pre();
    long rank = pre != null ? 1 + pre.rank() : post ? 5 : dev ? 0 : 4;
    long number = pre != null ? parts.preNumber() : post ? parts.post() : dev ? parts.dev() : 0;
    if (number >= 1L << NUMBER_WIDTH) {
      return NONE;
    }
    return (((releaseKey << RANK_WIDTH) | rank) << NUMBER_WIDTH) | number;
  }
}
