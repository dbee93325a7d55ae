package dev.ferry.delta.deflate;

import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.ByteSink;
import dev.ferry.delta.stream.ByteSource;

/**
 * A compressor and how it is set.
 *
 * @param level 0 to 9, for {@link CompressorFamily#MINIZ} to 10
 * @param windowBits the binary logarithm of the window, 9 to 15
 * @param memoryLevel 1 to 9; sets how many symbols a block of zlib holds and how many hashes
 */
public record CompressorSettings(
    CompressorFamily family,
    int level,
    int windowBits,
    int memoryLevel,
    CompressorStrategy strategy) {
  private static final int LONGEST_WINDOW = 15;
  private static final int USUAL_MEMORY = 8;

  /** Settings within their ranges, else {@link BadDelta}. */
  public CompressorSettings {
    int highest = family == CompressorFamily.MINIZ ? 10 : 9;
    if (level < 0 || level > highest) {
      throw new BadDelta("a deflated stream has level " + level + ", want 0 to " + highest);
    }
    if (windowBits < 9 || windowBits > LONGEST_WINDOW) {
      throw new BadDelta("a deflated stream has " + windowBits + " window bits, want 9 to 15");
    }
    if (memoryLevel < 1 || memoryLevel > 9) {
      throw new BadDelta("a deflated stream has memory level " + memoryLevel + ", want 1 to 9");
    }
  }

  /** zlib with the usual window, memory and strategy. */
  public static CompressorSettings zlib(int level) {
    return usual(CompressorFamily.ZLIB, level);
  }

  /** A compressor with the usual window, memory and strategy. */
  public static CompressorSettings usual(CompressorFamily family, int level) {
    return new CompressorSettings(
        family, level, LONGEST_WINDOW, USUAL_MEMORY, CompressorStrategy.DEFAULT);
  }

  void write(ByteSink to) {
    to.put(family.number());
    to.put(level);
    to.put(windowBits);
    to.put(memoryLevel);
    to.put(strategy.number());
  }

  static CompressorSettings read(ByteSource from) {
    CompressorFamily family = CompressorFamily.of(from.next());
    int level = from.next();
    int windowBits = from.next();
    int memoryLevel = from.next();
    CompressorStrategy strategy = CompressorStrategy.of(from.next());
    return new CompressorSettings(family, level, windowBits, memoryLevel, strategy);
  }
}
