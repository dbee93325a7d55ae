package dev.ferry.carry.parcel;

import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Slices that were computed again, in a scratch file, one behind the other. Safe for threads. */
final class RepairedSlices {
  private final Path file;
  private final Map<Integer, Integer> places = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  RepairedSlices(Path file) {
    this.file = file;
  }

  boolean has(int slice) {
    return places.containsKey(slice);
  }

  void add(int slice, byte[] bytes) {
    int place = next.getAndIncrement();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes, 0, PartLayout.SLICE);
      while (rest.hasRemaining()) {
        channel.write(rest, (long) place * PartLayout.SLICE + rest.position());
      }
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
    places.put(slice, place);
  }

  boolean read(int slice, byte[] to, int length) {
    @Nullable Integer place = places.get(slice);
    if (place == null) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer rest = ByteBuffer.wrap(to, 0, length);
      while (rest.hasRemaining()) {
        if (channel.read(rest, (long) place * PartLayout.SLICE + rest.position()) < 0) {
          return false;
        }
      }
      return true;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }
}
