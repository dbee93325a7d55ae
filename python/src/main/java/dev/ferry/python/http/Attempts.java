package dev.ferry.python.http;

import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * How often one thing was tried and for how long. A server that is silent, or crawls, costs a whole
 * timeout each time, so that silence is given less patience than a connection that breaks at once.
 * For one thread.
 */
final class Attempts {
  private final long start = System.nanoTime();
  private int retries;

  long start() {
    return start;
  }

  /** Attempts that have failed before the one now under way. */
  int retries() {
    return retries;
  }

  /** Attempts altogether. */
  int tried() {
    return retries + 1;
  }

  long seconds() {
    return (System.nanoTime() - start) / 1_000_000_000L;
  }

  void next() {
    retries++;
  }

  /** Whether a failed attempt may be followed by another. */
  boolean mayGoOn(IOException why, HttpSettings settings) {
    if (!TransferFault.passes(why) || retries >= settings.retries()) {
      return false;
    }
    long end = System.nanoTime() + settings.idleTimeout().toNanos() - start;
    return !isSilence(why) || end <= settings.patience().toNanos();
  }

  static boolean isSilence(IOException why) {
    return why instanceof SocketTimeoutException
        || (why instanceof TransferFault fault && fault.isSlow());
  }
}
