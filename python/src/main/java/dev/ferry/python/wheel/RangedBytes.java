package dev.ferry.python.wheel;

/**
 * Bytes of a known length that can be read at any place: a local file, or a file on a server that
 * answers ranged requests. Implementations are safe for use by several threads.
 */
public interface RangedBytes extends AutoCloseable {
  /** The number of bytes. */
  long size();

  /**
   * Reads exactly {@code length} bytes; each call to a remote implementation may be one request.
   *
   * @throws dev.ferry.model.FerryException if they cannot be had, or end early
   * @throws IndexOutOfBoundsException if the range does not lie within {@link #size()}
   */
  byte[] read(long offset, int length);

  /** Reads into a buffer of the caller, which spares an allocation where that matters. */
  default void read(long offset, byte[] buffer, int from, int length) {
    System.arraycopy(read(offset, length), 0, buffer, from, length);
  }

  @Override
  void close();
}
