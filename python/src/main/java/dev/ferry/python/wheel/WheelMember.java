package dev.ferry.python.wheel;

/**
 * One file of a wheel, as the central directory says.
 *
 * @param path relative, segments separated by {@code /}, never {@code .} or {@code ..}
 * @param offset of the local header, bytes from the start of the wheel
 * @param compressedSize bytes in the wheel
 * @param size bytes after inflating
 * @param method {@link #STORED} or {@link #DEFLATED}
 * @param crc CRC-32 of the inflated bytes, unsigned
 * @param mode permission bits, 0 where the archive has none
 */
public record WheelMember(
    String path, long offset, long compressedSize, long size, int method, long crc, int mode) {
  /** Not compressed. */
  public static final int STORED = 0;

  /** Compressed with deflate (RFC 1951). */
  public static final int DEFLATED = 8;

  /** Whether the archive marks it as a program. */
  public boolean executable() {
    return (mode & 0111) != 0;
  }
}
