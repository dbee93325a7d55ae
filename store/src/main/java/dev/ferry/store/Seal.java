package dev.ferry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * The mark of a file that was hashed and not written since: a fixed modification time. Any write
 * through any hard link of the file replaces it by the time of the write.
 */
public final class Seal {
  /** The earliest instant that a zip entry and a FAT file system can express. */
  public static final FileTime TIME = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));

  private Seal() {}

  /** Makes a file read-only and seals it. */
  public static void put(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    }
    Files.setLastModifiedTime(file, TIME);
  }

  /** Whether the modification time is the seal's. */
  public static boolean holds(FileTime modified) {
    return modified.equals(TIME);
  }
}
