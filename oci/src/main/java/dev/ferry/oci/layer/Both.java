package dev.ferry.oci.layer;

import java.io.IOException;
import java.io.OutputStream;

/** Writes to two outputs; it closes neither. */
final class Both extends OutputStream {
  private final OutputStream first;
  private final OutputStream second;

  Both(OutputStream first, OutputStream second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public void write(int value) throws IOException {
    first.write(value);
    second.write(value);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    first.write(bytes, from, count);
    second.write(bytes, from, count);
  }
}
