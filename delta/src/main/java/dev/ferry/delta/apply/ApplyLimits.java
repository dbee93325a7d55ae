package dev.ferry.delta.apply;

import java.nio.file.Path;

/**
 * What applying a delta may use.
 *
 * @param scratch a folder for scratch files
 * @param output bytes that the new file may have at most
 * @param scratchBytes bytes that scratch files may have at most
 * @param threads how many may compute at once, from 1
 */
public record ApplyLimits(Path scratch, long output, long scratchBytes, int threads) {
  private static final long FACTOR = 64;
  private static final long LEAST = 1L << 30;

  /** The new file has exactly the size that the manifest says; scratch files follow from it. */
  public static ApplyLimits exactly(Path scratch, long size) {
    return new ApplyLimits(
        scratch,
        size,
        Math.max(LEAST, Math.multiplyExact(size, FACTOR)),
        Math.min(2, Runtime.getRuntime().availableProcessors()));
  }
}
