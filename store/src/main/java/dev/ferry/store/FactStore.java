package dev.ferry.store;

import dev.ferry.model.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Small records that can be computed again at any time: parsed pages, metadata, what is inside a
 * wheel. One file each, replaced atomically, so reading takes no lock. A record that is cut,
 * damaged or of another key counts as absent, and one that cannot be kept is not an error.
 *
 * <p>A kind carries the version of its format ({@code wheel-record-1}); a new format is a new kind.
 */
public final class FactStore {
  /** Largest record, bytes. */
  public static final int LIMIT = 32 << 20;

  private static final int MAGIC = 0x46_46_43_31; // "FFC1"
  private static final int HEADER = 12;
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final AtomicLong UNNAMED = new AtomicLong();

  private final Path root;

  public FactStore(Path root) {
    this.root = root;
  }

  /** The record of a kind under a key, if there is a whole one. */
  public Optional<byte[]> find(String kind, String key) {
    Path file = file(kind, key);
    try {
      // Most questions at start are for records that exist: read first, ask about size by reading.
      byte[] bytes = Files.readAllBytes(file);
      return payload(bytes, key.getBytes(StandardCharsets.UTF_8));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> payload(byte[] bytes, byte[] key) {
    if (bytes.length < HEADER + key.length || bytes.length > LIMIT + HEADER + key.length) {
      return Optional.empty();
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    boolean ours =
        header.getInt() == MAGIC
            && header.getInt() == checksum(bytes, HEADER)
            && header.getInt() == key.length
            && Arrays.equals(bytes, HEADER, HEADER + key.length, key, 0, key.length);
    return ours
        ? Optional.of(Arrays.copyOfRange(bytes, HEADER + key.length, bytes.length))
        : Optional.empty();
  }

  /**
   * Keeps a record in place of an older one.
   *
   * @return whether it was kept; not where it is too large, the disk full or the store read-only
   */
  public boolean put(String kind, String key, byte[] record) {
    if (record.length > LIMIT) {
      return false;
    }
    Path file = file(kind, key);
    String suffix = "." + ProcessHandle.current().pid() + "-" + UNNAMED.incrementAndGet() + ".tmp";
    Path temporary = file.resolveSibling(file.getFileName() + suffix);
    try {
      byte[] framed = frame(key.getBytes(StandardCharsets.UTF_8), record);
      try {
        Files.write(temporary, framed);
      } catch (NoSuchFileException firstOfItsFolder) {
        Files.createDirectories(file.getParent());
        Files.write(temporary, framed);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException notKept) {
      temporary.toFile().delete();
      return false;
    }
  }

  /** Forgets a record, for example one that its source has since contradicted. */
  public void forget(String kind, String key) {
    try {
      Files.deleteIfExists(file(kind, key));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, root);
    }
  }

  private static byte[] frame(byte[] key, byte[] record) {
    byte[] framed = new byte[HEADER + key.length + record.length];
    ByteBuffer.wrap(framed).putInt(MAGIC).putInt(0).putInt(key.length).put(key).put(record);
    ByteBuffer.wrap(framed).putInt(Integer.BYTES, checksum(framed, HEADER));
    return framed;
  }

  private static int checksum(byte[] bytes, int from) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, bytes.length - from);
    return (int) crc.getValue();
  }

  private Path file(String kind, String key) {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("Bad value for `kind`: `" + kind + "`");
    }
    String hex = Digest.of(key.getBytes(StandardCharsets.UTF_8)).hex();
    return root.resolve(kind).resolve(hex.substring(0, 2)).resolve(hex);
  }
}
