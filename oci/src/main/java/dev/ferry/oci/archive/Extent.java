package dev.ferry.oci.archive;

import dev.ferry.store.DiskFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes that lie in a file: a whole one, or a member of a tar.
 *
 * @param file that holds them
 * @param offset of the first
 * @param size how many
 * @param identity equal for two names of the same bytes: an inode, a place in a tar
 */
public record Extent(Path file, long offset, long size, Object identity) {
  /** Bytes that are known by their place alone. */
  public static Extent of(Path file, long offset, long size) {
    return new Extent(file, offset, size, offset);
  }

  /** All of them; the caller knows that they are few. */
  public byte[] read() {
    try (InputStream in = open()) {
      return in.readAllBytes();
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** Opens all of them. */
  public InputStream open() throws IOException {
    return open(0, size);
  }

  /**
   * Opens some of them.
   *
   * @param from the first, counted within these
   * @param count how many
   */
  public InputStream open(long from, long count) throws IOException {
    if (from < 0 || count < 0 || from > size - count) {
      throw new IllegalArgumentException("Bad value for `from`: " + from + "+" + count);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    channel.position(offset + from);
    return new Limited(channel, count);
  }

  /** Stops at the extent's end. */
  private static final class Limited extends InputStream {
    private final FileChannel channel;
    private long left;

    Limited(FileChannel channel, long left) {
      this.channel = channel;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      if (left == 0 || count == 0) {
        return left == 0 ? -1 : 0;
      }
      int got = channel.read(ByteBuffer.wrap(bytes, from, (int) Math.min(count, left)));
      if (got < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      left -= got;
      return got;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, left);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
