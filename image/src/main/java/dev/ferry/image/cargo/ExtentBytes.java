package dev.ferry.image.cargo;

import dev.ferry.oci.archive.Extent;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.RangedBytes;
import java.util.Objects;

/**
 * The bytes of an extent, opened once: they stay the same even if the name comes to mean another.
 */
public final class ExtentBytes implements RangedBytes {
  private final FileBytes file;
  private final long start;
  private final long size;

  public ExtentBytes(Extent extent) {
    this.file = FileBytes.open(extent.file());
    this.start = extent.offset();
    this.size = extent.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] read(long offset, int length) {
    Objects.checkFromIndexSize(offset, length, size);
    return file.read(start + offset, length);
  }

  @Override
  public void read(long offset, byte[] buffer, int from, int length) {
    Objects.checkFromIndexSize(offset, length, size);
    file.read(start + offset, buffer, from, length);
  }

  @Override
  public void close() {
    file.close();
  }
}
