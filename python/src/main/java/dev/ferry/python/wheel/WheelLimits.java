package dev.ferry.python.wheel;

/** Upper bounds of what is read from a wheel; real ones stay far below (torch: 11,000 members). */
final class WheelLimits {
  /** Members of one wheel, directories included. */
  static final int MEMBERS = 200_000;

  /** Bytes of the central directory. */
  static final int DIRECTORY = 64 << 20;

  /** Bytes of one path; Linux allows 4,096 for the absolute one. */
  static final int PATH = 1_024;

  /** Bytes of one name between two slashes. */
  static final int NAME = 255;

  /** Bytes of all members after inflating. */
  static final long UNPACKED = 64L << 30;

  /** A wheel that inflates to more than this many times its size is a bomb ... */
  static final int RATIO = 100;

  /** ... where it inflates to more than this. */
  static final long UNSUSPICIOUS = 64L << 20;

  /** Bytes of a RECORD. */
  static final int RECORD = 48 << 20;

  /** Bytes of METADATA, WHEEL, entry_points.txt. */
  static final int METADATA = 16 << 20;

  private WheelLimits() {}
}
