package dev.ferry.delta.generate.match;

/**
 * Bytes that are matched: read in pieces, each into an array of its own. Safe for several threads.
 */
public interface Window {
  /** How many bytes there are in all. */
  long size();

  /** A piece of them. */
  byte[] read(long from, int length);
}
