package dev.ferry.carry.parcel;

import java.nio.file.Path;

/**
 * One piece of a payload: a range of a file, which must not change until the parcel is written.
 *
 * @param file read at random
 * @param from first byte
 * @param length bytes, zero or more
 */
public record Item(Path file, long from, long length) {
  public Item {
    if (from < 0 || length < 0) {
      throw new IllegalArgumentException("Bad value for `item`: " + from + ", " + length);
    }
  }
}
