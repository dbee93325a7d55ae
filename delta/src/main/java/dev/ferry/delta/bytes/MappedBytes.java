package dev.ferry.delta.bytes;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A file, mapped into memory in windows of 1 GiB: its pages belong to the system's cache, not to
 * the heap. The file must not be changed meanwhile. The mapping goes when the object does.
 */
public final class MappedBytes implements Bytes {
  private static final int SHIFT = 30;
  private static final long MASK = (1L << SHIFT) - 1;

  private final Path file;
  private final MappedByteBuffer[] windows;
  private final long size;

  private MappedBytes(Path file, MappedByteBuffer[] windows, long size) {
    this.file = file;
    this.windows = windows;
    this.size = size;
  }

  /** Maps a file as long as it is now. */
  public static Bytes open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      MappedByteBuffer[] windows = new MappedByteBuffer[(int) ((size + MASK) >> SHIFT)];
      for (int i = 0; i < windows.length; i++) {
        long from = (long) i << SHIFT;
        windows[i] =
            channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(MASK + 1, size - from));
        windows[i].order(ByteOrder.LITTLE_ENDIAN);
      }
      return new MappedBytes(file, windows, size);
    }
  }

  /**
   * Lets the mappings go that nobody holds any more. A mapping stays in memory until its object is
   * collected, and nothing else tells the collector that there is a hurry: what is mapped is not
   * heap. To be called between pieces of work that map hundreds of megabytes.
   */
  public static void releaseUnused() {
    System.gc();
  }

  /**
   * The same bytes in a mapping of their own, of which nothing has been read yet: when the other
   * mapping goes, what was read of it no longer counts as memory. Bytes that are not mapped stay.
   */
  public static Bytes again(Bytes bytes) throws IOException {
    return switch (bytes) {
      case MappedBytes mapped -> open(mapped.file);
      case PartOfBytes part -> again(part.whole()).slice(part.from(), part.size());
      default -> bytes;
    };
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte at(long place) {
    return windows[(int) (place >> SHIFT)].get((int) (place & MASK));
  }

  @Override
  public void copy(long place, byte[] to, int offset, int length) {
    Objects.checkFromIndexSize(place, length, size);
    int done = 0;
    while (done < length) {
      long from = place + done;
      MappedByteBuffer window = windows[(int) (from >> SHIFT)];
      int start = (int) (from & MASK);
      int count = Math.min(length - done, window.capacity() - start);
      window.get(start, to, offset + done, count);
      done += count;
    }
  }

  @Override
  public int intAt(long place) {
    int start = (int) (place & MASK);
    return start <= MASK + 1 - Integer.BYTES
        ? windows[(int) (place >> SHIFT)].getInt(start)
        : Bytes.super.intAt(place);
  }

  @Override
  public long longAt(long place) {
    int start = (int) (place & MASK);
    return start <= MASK + 1 - Long.BYTES
        ? windows[(int) (place >> SHIFT)].getLong(start)
        : Bytes.super.longAt(place);
  }
}
