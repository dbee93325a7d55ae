package dev.ferry.carry.ledger;

import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Small files of a ledger: whole or not there. */
final class LedgerFile {
  private LedgerFile() {}

  /** Writes beside, forces to the disk, moves. */
  static void write(Path file, byte[] content) {
    Path partial = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** The content of a file that may be absent; one byte more than the limit of a larger one. */
  static Optional<byte[]> find(Path file, int limit) {
    try (var in = Files.newInputStream(file)) {
      return Optional.of(in.readNBytes(limit + 1));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }
}
