package dev.ferry.delta.format;

import dev.ferry.delta.container.ZipValues.DescriptorForm;

/**
 * An entry of a zip.
 *
 * @param index of its entry in the central directory
 * @param traits what follows from the directory
 * @param gap bytes of the pool before its local header
 * @param header bytes of the pool that are its local header, where that does not follow
 * @param data what is between local header and descriptor
 */
public record ZipEntry(
    int index, Traits traits, Piece.Literal gap, Piece.Literal header, Piece data) {

  /**
   * What follows from the directory.
   *
   * @param header whether the local header does; else it is in the pool
   * @param sameExtra whether its extra field is that of the directory; else it has none
   * @param zeroed whether the local header has zeros for checksum and sizes (a descriptor follows)
   * @param descriptor what stands behind the data
   * @param offset whether the place of the local header is put into the directory
   * @param values whether checksum and sizes of the data are put into the directory
   */
  public record Traits(
      boolean header,
      boolean sameExtra,
      boolean zeroed,
      DescriptorForm descriptor,
      boolean offset,
      boolean values) {

    /** As a number of the format. */
    public int bits() {
      return (header ? 1 : 0)
          | (sameExtra ? 2 : 0)
          | (zeroed ? 4 : 0)
          | descriptor.number() << 3
          | (offset ? 32 : 0)
          | (values ? 64 : 0);
    }

    /** From a number of the format, 0 to 127. */
    public static Traits of(int bits) {
      return new Traits(
          (bits & 1) != 0,
          (bits & 2) != 0,
          (bits & 4) != 0,
          DescriptorForm.of(bits >> 3 & 3),
          (bits & 32) != 0,
          (bits & 64) != 0);
    }
  }
}
