package dev.ferry.delta.format;

/**
 * Content of the old side.
 *
 * @param volume 0 for the old file, else the number of opened content
 * @param place where it begins there
 * @param deflated whether it is a raw deflate stream
 * @param packed how many bytes it takes there
 * @param size how many bytes of content it has; {@code packed} where it is not deflated
 */
public record OldRef(int volume, long place, boolean deflated, long packed, long size) {
  /** Content that is not deflated. */
  public static OldRef plain(int volume, long place, long size) {
    return new OldRef(volume, place, false, size, size);
  }

  /** Where the byte behind it is. */
  public long end() {
    return place + packed;
  }
}
