package dev.ferry.store;

import dev.ferry.model.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** Hashes files of any size in constant memory. */
public final class FileDigest {
  /** Heap buffers of this size let SHA-256 run in its intrinsic without further copies. */
  private static final int CHUNK = 1 << 18;

  private FileDigest() {}

  public static Digest of(Path file) throws IOException {
    MessageDigest hash = Digest.sha256();
    byte[] bytes = new byte[CHUNK];
    ByteBuffer chunk = ByteBuffer.wrap(bytes);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int count;
      while ((count = channel.read(chunk.clear())) >= 0) {
        hash.update(bytes, 0, count);
      }
    }
    return Digest.from(hash.digest());
  }
}
