package dev.ferry.oci.layer;

import java.io.IOException;
import java.io.InputStream;

/** Where the bytes of a file in a layer come from. */
public sealed interface LayerContent {
  /** Number of bytes of the file. */
  long size();

  /**
   * Bytes in memory.
   *
   * @param bytes not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by hash, never as a record
  record Plain(byte[] bytes) implements LayerContent {
    @Override
    public long size() {
      return bytes.length;
    }
  }

  /**
   * Bytes that are somewhere else.
   *
   * @param size how many
   * @param source opens them, each time from the first
   */
  record Streamed(long size, Source source) implements LayerContent {}

  /**
   * Bytes that are somewhere else, compressed already: a member of a wheel. Its deflate stream (RFC
   * 1951) goes into a gzip layer as it is.
   *
   * @param size bytes when inflated
   * @param crc32 of the inflated bytes
   * @param compressedSize bytes of the deflate stream
   * @param source opens the deflate stream, each time from the first byte
   */
  record Deflated(long size, long crc32, long compressedSize, Source source)
      implements LayerContent {}

  /** Opens a stream. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }
}
