package dev.ferry.carry.goods;

import java.util.regex.Pattern;

/**
 * Which connected side made a parcel: 16 random bytes that a store gets when it first exports. Two
 * connected sides count their parcels apart from each other.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record ExporterId(String hex) {
  /** Hexadecimal digits of {@link #brief()}. */
  public static final int BRIEF = 10;

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

  public ExporterId {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("32 hexadecimal digits");
    }
  }

  /** The first five bytes, enough to tell exporters apart in a request that somebody types. */
  public String brief() {
    return hex.substring(0, BRIEF);
  }

  @Override
  public String toString() {
    return hex;
  }
}
