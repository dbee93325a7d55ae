package dev.ferry.delta.scratch;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.bytes.MappedBytes;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Bytes that are written once and then read at any place. One thread writes. */
public final class Kept extends OutputStream {
  /** What is not larger than this stays in memory. */
  private static final int MEMORY = 128 << 10;

  private static final int BUFFER = 64 << 10;

  private final Scratch scratch;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream(512);
  private @Nullable Path file;
  private @Nullable OutputStream disk;
  private long size;

  Kept(Scratch scratch) {
    this.scratch = scratch;
  }

  /** How many bytes have been written. */
  public long size() {
    return size;
  }

  @Override
  public void write(int value) throws IOException {
    target(1).write(value);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    target(length).write(from, offset, length);
  }

  private OutputStream target(int more) throws IOException {
    scratch.count(more);
    size += more;
    if (disk == null) {
      if (size <= MEMORY) {
        return memory;
      }
      file = scratch.file();
      disk = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
      memory.writeTo(disk);
      memory.reset();
    }
    return disk;
  }

  /** Ends writing and gives what was written. */
  public Bytes bytes() throws IOException {
    close();
    return file == null ? ArrayBytes.of(memory.toByteArray()) : MappedBytes.open(file);
  }

  /** The file is not needed any more; what is mapped stays readable. */
  public void forget() throws IOException {
    close();
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() throws IOException {
    if (disk != null) {
      disk.close();
    }
  }
}
