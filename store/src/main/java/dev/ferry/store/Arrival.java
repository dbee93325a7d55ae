package dev.ferry.store;

import java.nio.file.Path;

/**
 * Told of bytes on their way into the store, so that reading them can begin before the last one is
 * here. Nobody has vouched for them yet: what was read counts only after the whole digest was
 * right. Called by the thread that receives; must return at once.
 */
public interface Arrival {
  /** Does nothing. */
  Arrival NONE =
      new Arrival() {
        @Override
        public void grown(Path partial, long length) {}

        @Override
        public void begunAnew() {}
      };

  /**
   * More bytes are here.
   *
   * @param partial the file that has them
   * @param length how many, from its beginning
   */
  void grown(Path partial, long length);

  /** What was here before is gone, and other bytes will come. */
  void begunAnew();
}
