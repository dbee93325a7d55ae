package dev.ferry.carry.parcel;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Items one behind the other, read at any place. Safe for threads. */
final class Payload {
  private final List<Item> items;
  private final long[] ends;

  private Payload(List<Item> items, long[] ends) {
    this.items = items;
    this.ends = ends;
  }

  static Payload of(List<Item> items) {
    List<Item> filled = items.stream().filter(item -> item.length() > 0).toList();
    long[] ends = new long[filled.size()];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      end = Math.addExact(end, filled.get(i).length());
      ends[i] = end;
    }
    return new Payload(filled, ends);
  }

  long size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** The file that a place is in. */
  Path file(long place) {
    return items.get(index(place)).file();
  }

  /** Fills {@code length} bytes of an array from a place. */
  void read(long place, byte[] to, int length) {
    Objects.checkFromIndexSize(place, length, size());
    int done = 0;
    for (int i = length == 0 ? 0 : index(place); done < length; i++) {
      Item item = items.get(i);
      long skipped = place + done - (ends[i] - item.length());
      int count = (int) Math.min(length - done, item.length() - skipped);
      readFully(item.file(), item.from() + skipped, ByteBuffer.wrap(to, done, count));
      done += count;
    }
  }

  private int index(long place) {
    int found = Arrays.binarySearch(ends, place);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private static void readFully(Path file, long from, ByteBuffer to) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long place = from;
      while (to.hasRemaining()) {
        int count = channel.read(to, place);
        if (count < 0) {
          throw new FerryException(
              Failure.VERIFICATION,
              Text.of(
                  "Cannot pack `%s`: it has %d bytes, want at least %d",
                  "无法打包 `%s`：只有 %d 字节，至少应有 %d 字节", file, channel.size(), from + to.limit()));
        }
        place += count;
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }
}
