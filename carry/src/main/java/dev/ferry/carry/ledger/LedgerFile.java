package dev.ferry.carry.ledger;

import dev.ferry.store.DiskFailure;
import dev.ferry.store.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Small files of a ledger: whole or not there. */
final class LedgerFile {
  private LedgerFile() {}

  /** Makes the folder too where it is missing. */
  static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
    Durable.write(file, content);
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
