package dev.ferry.bundle.verify;

import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.oci.archive.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;

/** Reads extents once, in pieces. */
public final class ExtentReader {
  /** Two of them, the kernel's copy and ours, stay in a processor's second cache. */
  private static final int CHUNK = 1 << 17;

  private ExtentReader() {}

  /** What is done with the bytes of an extent, in order. */
  @FunctionalInterface
  public interface Taker {
    void take(byte[] bytes, int count);
  }

  /** The digest of an extent, or nothing where it cannot be read. */
  public static Optional<Digest> digest(Extent extent, Progress.Task task) {
    MessageDigest hash = Digest.sha256();
    boolean whole = read(extent, task, (bytes, count) -> hash.update(bytes, 0, count));
    return whole ? Optional.of(Digest.from(hash.digest())) : Optional.empty();
  }

  /**
   * Gives every byte of an extent away.
   *
   * @return whether it could be read to its end
   */
  public static boolean read(Extent extent, Progress.Task task, Taker taker) {
    byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(1, extent.size()))];
    long done = 0;
    try (FileChannel channel = FileChannel.open(extent.file(), StandardOpenOption.READ)) {
      while (done < extent.size()) {
        int want = (int) Math.min(chunk.length, extent.size() - done);
        int got = channel.read(ByteBuffer.wrap(chunk, 0, want), extent.offset() + done);
        if (got < 0) {
          return false;
        }
        taker.take(chunk, got);
        done += got;
        task.advance(got);
      }
      return true;
    } catch (IOException unreadable) {
      return false;
    }
  }
}
