package dev.ferry.python.lock;

/** Writes a lock as {@code pylock.toml} (PEP 751); the same lock gives the same bytes. */
public final class PylockWriter {
  private PylockWriter() {}

  /** The whole file. */
  public static String write(Lock lock) {
    throw new UnsupportedOperationException("not yet: " + lock.target());
  }
}
