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

  /** Made for this bundle: a few bytes. */
  final class Made implements Bytes {
    private final byte[] bytes;
    private final boolean executable;

    /**
     * Bytes in memory.
     *
     * @param executable whether they are a script to run
     */
    Made(byte[] bytes, boolean executable) {
      this.bytes = bytes;
      this.executable = executable;
    }

    byte[] bytes() {
      return bytes;
    }

    boolean executable() {
      return executable;
    }
  }
}
