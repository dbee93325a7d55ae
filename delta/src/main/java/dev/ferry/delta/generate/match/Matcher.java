package dev.ferry.delta.generate.match;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.member.Copies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds the copies that make a new file from an old one. Needs the old file's size, four bytes for
 * each seed of it, and a window of the new one for each thread; of an old file for which the heap
 * has no place only the part is seen that lies about where the new bytes do.
 */
public final class Matcher {
  private static final int WINDOW = 16 << 20;

  private Matcher() {}

  /** Matches bytes as they are. */
  public static Copies match(Bytes old, Bytes fresh, MatchOptions options) {
    return match(new PlainWindow(old), new PlainWindow(fresh), options);
  }

  /** Matches what the windows show. */
  public static Copies match(Window old, Window fresh, MatchOptions options) {
    Copies copies = new Copies();
    if (old.size() == 0 || fresh.size() == 0) {
      return copies;
    }
    if (old.size() <= options.mostOld()) {
      OldBytes whole = new OldBytes(old.read(0, (int) old.size()), 0, options);
      copies.addAll(match(whole, fresh, 0, fresh.size(), options));
      return copies;
    }
    int mostOld = options.mostOld();
    int step = Math.max(WINDOW, mostOld / 2);
    for (long from = 0; from < fresh.size(); from += step) {
      long to = Math.min(from + step, fresh.size());
      long middle = (long) ((double) (from + to) / 2 / fresh.size() * old.size());
      long start = Math.clamp(middle - mostOld / 2, 0, old.size() - mostOld);
      OldBytes part = new OldBytes(old.read(start, mostOld), start, options);
      copies.addAll(match(part, fresh, from, to, options));
    }
    return copies;
  }

  private static Copies match(
      OldBytes old, Window fresh, long start, long end, MatchOptions options) {
    Copies copies = new Copies();
    try (ExecutorService threads = Executors.newFixedThreadPool(options.threads())) {
      List<Future<Copies>> parts = new ArrayList<>();
      for (long from = start; from < end; from += WINDOW) {
        long begin = from;
        int length = (int) Math.min(WINDOW, end - from);
        parts.add(threads.submit(() -> match(old, fresh, begin, length, options)));
      }
      for (Future<Copies> part : parts) {
        copies.addAll(part.get());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("matching was interrupted", stopped);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("matching failed", failed.getCause());
    }
    return copies;
  }

  private static Copies match(
      OldBytes old, Window fresh, long from, int length, MatchOptions options) {
    return new WindowMatcher(old, fresh.read(from, length), from, options).match();
  }

  private record PlainWindow(Bytes bytes) implements Window {
    @Override
    public long size() {
      return bytes.size();
    }

    @Override
    public byte[] read(long from, int length) {
      byte[] piece = new byte[length];
      bytes.copy(from, piece, 0, length);
      return piece;
    }
  }
}
