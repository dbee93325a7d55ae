package dev.ferry.carry.compare;

import dev.ferry.oci.archive.Extent;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.RangedBytes;
import java.util.Objects;
import java.util.function.LongConsumer;

/** A file of a bundle, whether it lies in a folder or within a tar. */
final class ExtentBytes implements RangedBytes {
  private final FileBytes file;
  private final long offset;
  private final long size;
  private final LongConsumer counter;

  private ExtentBytes(FileBytes file, long offset, long size, LongConsumer counter) {
    this.file = file;
    this.offset = offset;
    this.size = size;
    this.counter = counter;
  }

  static ExtentBytes open(Extent extent) {
    return new ExtentBytes(
        FileBytes.open(extent.file()), extent.offset(), extent.size(), read -> {});
  }

  /** The same open file; what is read through the view is told to {@code counter}. */
  ExtentBytes counted(LongConsumer counter) {
    return new ExtentBytes(file, offset, size, counter);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] read(long at, int length) {
    Objects.checkFromIndexSize(at, length, size);
    counter.accept(length);
    return file.read(offset + at, length);
  }

  @Override
  public void read(long at, byte[] buffer, int from, int length) {
    Objects.checkFromIndexSize(at, length, size);
    counter.accept(length);
    file.read(offset + at, buffer, from, length);
  }

  @Override
  public void close() {
    file.close();
  }
}
