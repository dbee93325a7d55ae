package dev.ferry.python.wheel;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Holds a member that must be read out of order: in memory if small, else in a temporary file. */
final class Spill implements AutoCloseable {
  /** Largest member held in memory, bytes. */
  static final int IN_MEMORY = 4 << 20;

  private final Path folder;
  private final long size;
  private byte @Nullable [] memory;
  private @Nullable FileChannel channel;
  private @Nullable Path file;
  private int written;

  /**
   * @param folder for the temporary file
   * @param size bytes that will be written
   */
  Spill(Path folder, long size) {
    this.folder = folder;
    this.size = size;
  }

  void write(byte[] buffer, int count) {
    if (size <= IN_MEMORY) {
      if (memory == null) {
        memory = new byte[(int) size];
      }
      System.arraycopy(buffer, 0, memory, written, count);
      written += count;
      return;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
      while (bytes.hasRemaining()) {
        channel().write(bytes);
      }
    } catch (IOException e) {
      throw new FerryException(
          Failure.ENVIRONMENT,
          Text.of("Cannot write a temporary file in `%s`: %s", "无法在 `%s` 写临时文件：%s", folder, e),
          e);
    }
  }

  private FileChannel channel() throws IOException {
    if (channel == null) {
      file = Files.createTempFile(folder, "member-", ".tmp");
      // On Linux the name vanishes at once: a killed process leaves nothing behind.
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    return channel;
  }

  /** What was written, until {@link #close}. */
  RangedBytes content() {
    if (file != null && channel != null) {
      return FileBytes.of(file, channel, size);
    }
    return new MemoryBytes(memory == null ? new byte[0] : memory);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
