package dev.ferry.delta.apply;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What other threads found, with their failures as if they were the caller's own. */
public final class Results {
  private Results() {}

  /**
   * Waits for a result.
   *
   * @throws IOException what the other thread met, or an interruption of this one
   */
  public static <R> R await(Future<R> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case IOException io -> throw io;
        case RuntimeException unchecked -> throw unchecked;
        case null, default -> throw new IllegalStateException(failure);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
