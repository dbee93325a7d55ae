package dev.ferry.carry.parcel;

import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is being written under another name of 8.3, and gets its own once it is whole and on
 * the medium. What a killed run left under that other name is written over.
 */
final class StagedPart implements AutoCloseable {
  static final String STAGING_SUFFIX = ".TMP";

  private final Path staging;
  private final Path destination;
  private final FileChannel channel;

  private StagedPart(Path staging, Path destination, FileChannel channel) {
    this.staging = staging;
    this.destination = destination;
    this.channel = channel;
  }

  /**
   * Begins a file.
   *
   * @param stem its name before the dot
   */
  static StagedPart create(Path destination, String stem) {
    Path staging = destination.resolveSibling(stem + STAGING_SUFFIX);
    try {
      FileChannel channel =
          FileChannel.open(
              staging,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      return new StagedPart(staging, destination, channel);
    } catch (IOException failure) {
      throw failure(failure, destination);
    }
  }

  /** Writes behind what was written last. */
  void append(byte[] bytes, int length) {
    ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
    try {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException failure) {
      throw failure(failure, destination);
    }
  }

  /** Goes to a place; what is between the end and there is zeros. */
  void seek(long place) {
    try {
      channel.position(place);
    } catch (IOException failure) {
      throw failure(failure, destination);
    }
  }

  /** Forces it to the medium and gives it its name. */
  void publish() {
    try {
      channel.force(true);
      channel.close();
      Files.move(
          staging,
          destination,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw failure(failure, destination);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw failure(failure, destination);
    }
  }

  /** What to say when a medium is full or gone. */
  static FerryException failure(IOException cause, Path file) {
    FerryException failure = DiskFailure.of(cause, file);
    if (String.valueOf(cause.getMessage()).contains("Read-only file system")) {
      return failure.hint(
          Text.of(
              "Take the medium's write protection off, or choose another one with `-o`",
              "请解除介质的写保护，或用 `-o` 改用其他介质"));
    }
    return failure.hint(
        DiskFailure.isFull(cause)
            ? Text.of(
                "Free some space on the medium, or choose another one with `-o`; the same command"
                    + " goes on, parts that are right are not written again",
                "请释放介质空间，或用 `-o` 改用其他介质；重新执行同一命令即可继续，已写好的分卷不会重写")
            : Text.of(
                "Is the medium still there? The same command goes on, parts that are right are not"
                    + " written again",
                "介质是否仍在？重新执行同一命令即可继续，已写好的分卷不会重写"));
  }

  /** Forces the names in a folder to the medium, where the system can do that. */
  static void force(Path folder) {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException unsupported) {
      // Some systems open no folders; the files themselves were forced.
    }
  }
}
