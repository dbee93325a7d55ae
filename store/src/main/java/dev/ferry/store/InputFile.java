package dev.ferry.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Files that a person names. A named pipe into which nobody writes would be waited for without end,
 * so only pipes that a shell has opened already are read: {@code /dev/stdin}, {@code /dev/fd/63}.
 */
public final class InputFile {
  private InputFile() {}

  /** What is no file and no folder. */
  static final class NotAFileException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    NotAFileException(Path file) {
      super(file.toString());
    }
  }

  /**
   * Opens it for reading.
   *
   * @throws IOException if it cannot be read, or is a pipe or a device; {@link DiskFailure} has the
   *     words
   */
  public static InputStream open(Path file) throws IOException {
    requireFile(file);
    return Files.newInputStream(file);
  }

  /** Fails for a pipe or a device; what is not there fails too. */
  public static void requireFile(Path file) throws IOException {
    boolean other = Files.readAttributes(file, BasicFileAttributes.class).isOther();
    boolean opened = file.startsWith("/dev") || file.startsWith("/proc");
    if (other && !opened) {
      throw new NotAFileException(file);
    }
  }
}
