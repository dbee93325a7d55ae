package dev.ferry.delta.scratch;

import dev.ferry.delta.stream.BadDelta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A private folder for scratch files, which goes when this is closed. Safe for several threads. */
public final class Scratch implements AutoCloseable {
  private final Path folder;
  private final long allowance;
  private final AtomicLong used = new AtomicLong();
  private final AtomicInteger files = new AtomicInteger();

  private Scratch(Path folder, long allowance) {
    this.folder = folder;
    this.allowance = allowance;
  }

  /**
   * A new folder below the given one.
   *
   * @param allowance how many bytes may be kept in all
   */
  public static Scratch below(Path parent, long allowance) throws IOException {
    Files.createDirectories(parent);
    return new Scratch(Files.createTempDirectory(parent, "delta-"), allowance);
  }

  /** Where something is kept that is written from its beginning. */
  public Kept keep() {
    return new Kept(this);
  }

  /** How many bytes have been kept so far. */
  public long used() {
    return used.get();
  }

  /** Counts bytes. */
  void count(long bytes) {
    if (used.addAndGet(bytes) > allowance) {
      throw new BadDelta("more than " + allowance + " bytes are unpacked, which was not declared");
    }
  }

  Path file() {
    return folder.resolve(Integer.toString(files.incrementAndGet()));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
