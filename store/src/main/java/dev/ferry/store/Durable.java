package dev.ferry.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes that are on the disk when they return. */
public final class Durable {
  private Durable() {}

  /** A file that is there whole or not at all; replaces another one. */
  public static void write(Path file, byte[] bytes) {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      create(temporary, bytes, "rw-r--r--");
      move(temporary, file);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** A new file with a mode, on the disk but not yet its name. */
  public static void create(Path file, byte[] bytes, String mode) throws IOException {
    Files.deleteIfExists(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      mode(file, mode);
      channel.force(true);
    }
  }

  /** Whatever the umask; file systems without modes have none. */
  public static void mode(Path file, String mode) throws IOException {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    } catch (UnsupportedOperationException noModes) {
      return;
    }
  }

  /** Gives what is on the disk its final name, on the disk too. */
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceParent(to);
  }

  /** Forces a file's name to the disk. */
  public static void forceParent(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      force(folder);
    }
  }

  /** Forces the names in a folder to the disk. */
  public static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
