package dev.ferry.bundle.pack;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** Copies blobs into a bundle and hashes them on the way. */
final class BlobCopy {
  private static final int CHUNK = 1 << 18;

  private BlobCopy() {}

  /**
   * Copies a whole file.
   *
   * @param want its digest
   * @throws FerryException where its bytes are others
   */
  static void copy(Path file, Digest want, WritableByteChannel out) throws IOException {
    MessageDigest hash = Digest.sha256();
    byte[] bytes = new byte[CHUNK];
    ByteBuffer chunk = ByteBuffer.wrap(bytes);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      int count;
      while ((count = in.read(chunk.clear())) >= 0) {
        hash.update(bytes, 0, count);
        chunk.flip();
        while (chunk.hasRemaining()) {
          out.write(chunk);
        }
      }
    }
    Digest got = Digest.from(hash.digest());
    if (!got.equals(want)) {
      throw damaged(file, got, want);
    }
  }

  private static FerryException damaged(Path file, Digest got, Digest want) {
    return new FerryException(
            Failure.ENVIRONMENT,
            Text.of(
                "Cannot copy `%s` into the bundle: the file is damaged on this disk, got sha256"
                    + " `%s`, want `%s`",
                "无法把 `%s` 复制到包中：该文件在本机磁盘上已损坏，得到 sha256 `%s`，应为 `%s`", file, got.hex(), want.hex()))
        .hint(
            Text.of(
                "Run the same command again: damaged files of the store are fetched anew",
                "请重新执行同一命令：存储中损坏的文件会重新获取"));
  }
}
