package dev.ferry.python.index;

import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.RangedBytes;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file on a server, read by parts. Its end is fetched first and kept, for the directory of an
 * archive lies there; where a server sends whole files only, the file is downloaded once.
 */
final class RemoteFile implements RangedBytes {
  private final RangedFetch ranges;
  private final URI location;
  private final int tailLength;
  private final Supplier<Path> whole;
  private final LongConsumer sizeKnown;
  private RangedFetch.@Nullable Tail tail;
  private @Nullable RangedBytes local;

  /**
   * @param location as it is sent
   * @param tailLength how much of the end is fetched first, bytes
   * @param whole downloads the file
   * @param sizeKnown told of the file's size once the server has said it
   */
  RemoteFile(
      RangedFetch ranges,
      URI location,
      int tailLength,
      Supplier<Path> whole,
      LongConsumer sizeKnown) {
    this.ranges = ranges;
    this.location = location;
    this.tailLength = tailLength;
    this.whole = whole;
    this.sizeKnown = sizeKnown;
  }

  /** The end of the file, at most the length asked for. */
  synchronized byte[] tail() {
    open();
    if (local != null) {
      int length = (int) Math.min(tailLength, local.size());
      return local.read(local.size() - length, length);
    }
    return Objects.requireNonNull(tail).bytes();
  }

  @Override
  public synchronized long size() {
    open();
    return local != null ? local.size() : Objects.requireNonNull(tail).size();
  }

  @Override
  public byte[] read(long offset, int length) {
    Objects.checkFromIndexSize(offset, length, size());
    Optional<byte[]> kept = fromTail(offset, length);
    if (kept.isPresent()) {
      return kept.get();
    }
    return ranges
        .findPart(location, offset, length)
        .orElseGet(() -> download().read(offset, length));
  }

  private synchronized Optional<byte[]> fromTail(long offset, int length) {
    if (local != null) {
      return Optional.of(local.read(offset, length));
    }
    RangedFetch.Tail end = Objects.requireNonNull(tail);
    long start = offset - (end.size() - end.bytes().length);
    return start < 0
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(end.bytes(), (int) start, (int) start + length));
  }

  private void open() {
    if (tail == null && local == null) {
      Optional<RangedFetch.Tail> found = ranges.findTail(location, tailLength);
      if (found.isPresent()) {
        tail = found.get();
        sizeKnown.accept(found.get().size());
      } else {
        download();
      }
    }
  }

  private synchronized RangedBytes download() {
    RangedBytes bytes = local;
    if (bytes == null) {
      bytes = FileBytes.open(whole.get());
      local = bytes;
    }
    return bytes;
  }

  @Override
  public synchronized void close() {
    if (local != null) {
      local.close();
    }
  }
}
