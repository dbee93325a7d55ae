package dev.ferry.bundle.pack;

import java.nio.file.Path;

/** Where the bytes of a blob come from while a bundle is written. */
sealed interface Bytes {
  /**
   * A file of the store, which is linked into the bundle.
   *
   * @param file sealed, its digest known
   */
  record Stored(Path file) implements Bytes {}

  /**
   * Made for this bundle.
   *
   * @param bytes few
   * @param executable whether it is a script to run
   */
  record Made(byte[] bytes, boolean executable) implements Bytes {}
}
