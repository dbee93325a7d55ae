package dev.ferry.carry.parcel;

import dev.ferry.model.FerryException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A range of the payload, slice by slice; the next one is read and checked meanwhile. */
final class PayloadStream extends InputStream {
  private static final Executor AHEAD = task -> Thread.ofVirtual().start(task);

  private final Slices slices;
  private final long end;
  private long place;
  private int number = -1;
  private byte[] current = new byte[PartLayout.SLICE];
  private byte[] other = new byte[PartLayout.SLICE];
  private @Nullable CompletableFuture<Void> next;

  /** Where slices come from. */
  interface Slices {
    /** Fills the array with a slice, or throws. */
    void read(int slice, byte[] to);
  }

  PayloadStream(long from, long length, Slices slices) {
    this.slices = slices;
    this.place = from;
    this.end = from + length;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, to.length);
    if (length == 0) {
      return 0;
    }
    if (place >= end) {
      return -1;
    }
    int slice = (int) (place / PartLayout.SLICE);
    if (slice != number) {
      turn(slice);
    }
    int start = (int) (place % PartLayout.SLICE);
    int count = (int) Math.min(Math.min(length, PartLayout.SLICE - start), end - place);
    System.arraycopy(current, start, to, offset, count);
    place += count;
    return count;
  }

  /** Takes the slice that was read ahead, and begins with the one after it. */
  private void turn(int slice) {
    CompletableFuture<Void> ready = next;
    if (ready == null) {
      slices.read(slice, current);
    } else {
      next = null;
      await(ready);
      byte[] before = current;
      current = other;
      other = before;
    }
    number = slice;
    if ((slice + 1L) * PartLayout.SLICE < end) {
      byte[] to = other;
      next = CompletableFuture.runAsync(() -> slices.read(slice + 1, to), AHEAD);
    }
  }

  private static void await(CompletableFuture<Void> ready) {
    try {
      ready.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof FerryException known) {
        throw known;
      }
      throw failed;
    }
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - place);
  }

  /** Waits for what is being read ahead: after that, no file is open. */
  @Override
  public void close() {
    if (next != null) {
      try {
        next.join();
      } catch (CompletionException unwanted) {
        // Nobody reads that slice any more.
      }
      next = null;
    }
  }
}
