package dev.ferry.python.solve;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What a package may be: any of some versions, or absent. Immutable.
 *
 * <p>Bit 0 stands for "absent", bit i + 1 for version i. All sets of one package have the same
 * size, and only those may be combined.
 */
public final class VersionSet {
  private final long[] words;
  private final int bits;

  private VersionSet(long[] words, int bits) {
    this.words = words;
    this.bits = bits;
  }

  /** Everything: every version of {@code count}, and absence. */
  static VersionSet anything(int count) {
    return new VersionSet(new long[wordCount(count + 1)], count + 1).not();
  }

  /** One version. */
  static VersionSet only(int version, int count) {
    long[] words = new long[wordCount(count + 1)];
    words[(version + 1) >> 6] |= 1L << (version + 1);
    return new VersionSet(words, count + 1);
  }

  /** Some versions, not absence. */
  static VersionSet of(BitSet versions, int count) {
    long[] words = new long[wordCount(count + 1)];
    for (int v = versions.nextSetBit(0); v >= 0 && v < count; v = versions.nextSetBit(v + 1)) {
      words[(v + 1) >> 6] |= 1L << (v + 1);
    }
    return new VersionSet(words, count + 1);
  }

  private static int wordCount(int bits) {
    return (bits + 63) >> 6;
  }

  VersionSet and(VersionSet other) {
    long[] result = new long[words.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = words[i] & other.words[i];
    }
    return new VersionSet(result, bits);
  }

  VersionSet or(VersionSet other) {
    long[] result = new long[words.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = words[i] | other.words[i];
    }
    return new VersionSet(result, bits);
  }

  VersionSet not() {
    long[] result = new long[words.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = ~words[i];
    }
    if ((bits & 63) != 0) {
      result[result.length - 1] &= (1L << (bits & 63)) - 1;
    }
    return new VersionSet(result, bits);
  }

  boolean isSubsetOf(VersionSet other) {
    for (int i = 0; i < words.length; i++) {
      if ((words[i] & ~other.words[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  boolean isDisjoint(VersionSet other) {
    for (int i = 0; i < words.length; i++) {
      if ((words[i] & other.words[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  boolean isEmpty() {
    for (long word : words) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  boolean isEverything() {
    return not().isEmpty();
  }

  /** Whether the package need not be there at all. */
  public boolean allowsAbsence() {
    return (words[0] & 1) != 0;
  }

  /** The versions in the set, by number. */
  public BitSet versions() {
    BitSet all = BitSet.valueOf(words);
    return all.get(1, Math.max(1, all.length()));
  }

  /** How many versions the package has in all. */
  public int universeSize() {
    return bits - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VersionSet set && bits == set.bits && Arrays.equals(words, set.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return (allowsAbsence() ? "absent or " : "") + versions() + " of " + universeSize();
  }
}
