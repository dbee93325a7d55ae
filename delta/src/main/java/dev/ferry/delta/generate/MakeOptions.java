package dev.ferry.delta.generate;

import java.nio.file.Path;

/**
 * How a delta is made.
 *
 * @param scratch a folder for scratch files, on a disk with room for both files unpacked, twice
 * @param threads how many may compute at once, from 1
 */
public record MakeOptions(Path scratch, int threads) {
  public MakeOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads);
    }
  }

  /** Two threads at most, scratch files in the given folder. */
  public static MakeOptions in(Path scratch) {
    return new MakeOptions(scratch, Math.min(2, Runtime.getRuntime().availableProcessors()));
  }
}
