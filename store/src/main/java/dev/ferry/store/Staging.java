package dev.ferry.store;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * Bytes on their way into the store: a partial file under a lock. Bytes are appended and hashed as
 * they come. What is there when it opens was left by an earlier, interrupted run and is hashed
 * again, because nobody vouches for it. Closing without publishing keeps the partial file. For one
 * thread at a time.
 */
public final class Staging implements AutoCloseable {
  private static final int CHUNK = 1 << 20;

  private final LocalBlobStore store;
  private final Path partial;
  private final FileGuard guard;
  private final FileChannel channel;
  private MessageDigest hash = Digest.sha256();
  private Arrival arrival = Arrival.NONE;
  private long length;

  Staging(LocalBlobStore store, Path partial, FileGuard guard) throws IOException {
    this.store = store;
    this.partial = partial;
    this.guard = guard;
    this.channel =
        FileChannel.open(
            partial, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    rehash();
  }

  private void rehash() throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    while (channel.read(chunk.clear()) >= 0) {
      hash.update(chunk.flip());
      length += chunk.limit();
    }
  }

  /** Bytes that have arrived so far, this time and earlier; the place to resume from. */
  public long length() {
    return length;
  }

  /** Tells of every byte, of those that are here already at once. */
  public void tell(Arrival other) {
    arrival = other;
    if (length > 0) {
      arrival.grown(partial, length);
    }
  }

  /** Adds bytes at the end. */
  public void append(byte[] bytes, int offset, int count) {
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes, offset, count);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, partial);
    }
    hash.update(bytes, offset, count);
    length += count;
    arrival.grown(partial, length);
  }

  /** Forgets what has arrived. */
  public void restart() {
    arrival.begunAnew();
    try {
      channel.truncate(0);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, partial);
    }
    hash = Digest.sha256();
    length = 0;
  }

  /** The digest of what has arrived so far. */
  public Digest digest() {
    try {
      return Digest.from(((MessageDigest) hash.clone()).digest());
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("SHA-256 of every Java platform can be cloned", impossible);
    }
  }

  /**
   * Makes what has arrived a blob: forced to the disk, sealed, moved to its name.
   *
   * @return where it lies now
   * @throws FerryException a verification failure when its digest is another; the partial file is
   *     emptied, so that the next attempt begins anew
   */
  public Path publish(Digest expected) {
    Digest got = digest();
    if (!got.equals(expected)) {
      restart();
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of(
              "Cannot store a blob: got `%s`, want `%s`",
              "无法存入数据块：得到 `%s`，应为 `%s`", got, expected));
    }
    return publish();
  }

  /** The same under whatever digest it has. */
  public Path publish() {
    Path destination = store.path(digest());
    try {
      channel.force(true);
      Seal.put(partial);
      Files.createDirectories(destination.getParent());
      Files.move(
          partial,
          destination,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return destination;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, destination);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw DiskFailure.of(failure, partial);
    } finally {
      guard.close();
    }
  }
}
