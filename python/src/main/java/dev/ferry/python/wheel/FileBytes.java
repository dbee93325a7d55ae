package dev.ferry.python.wheel;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A local file, opened once: its bytes stay the same even if the name comes to mean another. */
public final class FileBytes implements RangedBytes {
  private final Path file;
  private final FileChannel channel;
  private final long size;

  private FileBytes(Path file, FileChannel channel, long size) {
    this.file = file;
    this.channel = channel;
    this.size = size;
  }

  /** A file that is open already; closing this closes it. */
  static FileBytes of(Path file, FileChannel channel, long size) {
    return new FileBytes(file, channel, size);
  }

  public static FileBytes open(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return new FileBytes(file, channel, channel.size());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] read(long offset, int length) {
    Objects.checkFromIndexSize(offset, length, size);
    byte[] bytes = new byte[length];
    read(offset, bytes, 0, length);
    return bytes;
  }

  @Override
  public void read(long offset, byte[] buffer, int from, int length) {
    Objects.checkFromIndexSize(offset, length, size);
    ByteBuffer target = ByteBuffer.wrap(buffer, from, length);
    try {
      while (target.hasRemaining()) {
        if (channel.read(target, offset + target.position() - from) < 0) {
          throw new FerryException(
              Failure.ENVIRONMENT,
              Text.of(
                  "Cannot read `%s`: it became shorter than %d bytes while it was read",
                  "无法读取 `%s`：读取期间文件变短，不足 %d 字节", file, size));
        }
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static FerryException unreadable(Path file, IOException e) {
    return new FerryException(
        Failure.ENVIRONMENT, Text.of("Cannot read `%s`: %s", "无法读取 `%s`：%s", file, e), e);
  }
}
