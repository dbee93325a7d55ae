package dev.ferry.python.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Servers that were given up because they are silent. What else waits for them is given up too:
 * many pages of one index would otherwise wait one after another.
 */
final class Silences {
  private final Map<Origin, Long> answers = new ConcurrentHashMap<>();
  private final Map<Origin, Boolean> silent = new ConcurrentHashMap<>();

  void answered(Origin origin) {
    answers.put(origin, System.nanoTime());
    silent.remove(origin);
  }

  /**
   * Somebody has given up.
   *
   * @param since when they began; a server that has answered anybody since then is not silent
   */
  void gaveUp(Origin origin, long since) {
    Long last = answers.get(origin);
    if (last == null || last - since < 0) {
      silent.put(origin, true);
    }
  }

  boolean isSilent(Origin origin) {
    return silent.containsKey(origin);
  }

  void check(Origin origin) throws IOException {
    if (isSilent(origin)) {
      throw new SocketTimeoutException();
    }
  }
}
