package dev.ferry.bundle.read;

import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes that lie in a file: a whole one, or a member of a tar.
 *
 * @param file that holds them
 * @param offset of the first
 * @param size number of them
 * @param identity equal for two names of the same bytes: an inode, a place in a tar
 */
public record Extent(Path file, long offset, long size, Object identity) {

  /** All of them; the caller knows that they are few. */
  byte[] read() {
    byte[] bytes = new byte[Math.toIntExact(size)];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
        // A short read goes on where it ended; a file that was cut meanwhile leaves zeros, which
        // no digest matches.
      }
      return bytes;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** A stream of them. */
  public InputStream stream() throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    channel.position(offset);
    return new Bounded(Channels.newInputStream(channel), size);
  }

  /** The first bytes of a stream. */
  private static final class Bounded extends InputStream {
    private final InputStream stream;
    private long left;

    Bounded(InputStream stream, long left) {
      this.stream = stream;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      if (left == 0 && count > 0) {
        return -1;
      }
      int got = stream.read(bytes, from, (int) Math.min(count, left));
      left -= Math.max(got, 0);
      return got;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
