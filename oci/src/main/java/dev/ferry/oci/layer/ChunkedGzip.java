package dev.ferry.oci.layer;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compresses a tar that exists on all cores: parts of a fixed size, a gzip member each. How many
 * cores there are does not change a byte.
 */
final class ChunkedGzip {
  /** Part of the recipe: another size gives other bytes. */
  private static final int PART = 4 << 20;

  private ChunkedGzip() {}

  /**
   * Compresses a stream to its end.
   *
   * @param plain given every byte that was read
   */
  static void run(InputStream tar, OutputStream plain, OutputStream out) throws IOException {
    int cores = Math.max(1, Runtime.getRuntime().availableProcessors());
    Deque<Future<byte[]>> running = new ArrayDeque<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(cores)) {
      byte[] part = tar.readNBytes(PART);
      while (part.length > 0) {
        plain.write(part);
        byte[] whole = part;
        running.add(executor.submit(() -> member(whole)));
        if (running.size() > 2 * cores) {
          out.write(finished(running.remove()));
        }
        part = tar.readNBytes(PART);
      }
      while (!running.isEmpty()) {
        out.write(finished(running.remove()));
      }
    } finally {
      running.forEach(future -> future.cancel(true));
    }
  }

  private static byte[] member(byte[] part) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(part.length / 2);
    StitchedGzip gzip = new StitchedGzip(packed);
    gzip.write(part, 0, part.length);
    gzip.end();
    return packed.toByteArray();
  }

  private static byte[] finished(Future<byte[]> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new FerryException(Failure.ENVIRONMENT, Text.of("Interrupted", "已中断"), stopped);
    }
  }
}
