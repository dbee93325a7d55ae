package dev.ferry.delta.member;

import dev.ferry.delta.code.Moves;
import java.util.Arrays;

/**
 * Runs of bytes that the new file has from the old one, not all of them equal: by rising place in
 * the new file, never overlapping there. A list of three numbers each, without objects.
 */
public final class Copies implements Moves {
  /** A library with more is coded plainly. */
  public static final int MOST = 3_000_000;

  private long[] from = new long[64];
  private long[] to = new long[64];
  private long[] length = new long[64];
  private int count;

  /** Appends a copy; one that goes on where the last one ended, on both sides, is joined to it. */
  public void add(long oldPlace, long newPlace, long bytes) {
    if (count > 0
        && newPlace == to[count - 1] + length[count - 1]
        && oldPlace == from[count - 1] + length[count - 1]) {
      length[count - 1] += bytes;
      return;
    }
    if (count == from.length) {
      from = Arrays.copyOf(from, count * 2);
      to = Arrays.copyOf(to, count * 2);
      length = Arrays.copyOf(length, count * 2);
    }
    from[count] = oldPlace;
    to[count] = newPlace;
    length[count++] = bytes;
  }

  /** Appends all of another list. */
  public void addAll(Copies more) {
    for (int i = 0; i < more.count; i++) {
      add(more.from[i], more.to[i], more.length[i]);
    }
  }

  /** How many copies there are. */
  @Override
  public int count() {
    return count;
  }

  /** Where copy {@code i} begins in the old file. */
  @Override
  public long oldPlace(int i) {
    return from[i];
  }

  /** Where copy {@code i} begins in the new file. */
  @Override
  public long newPlace(int i) {
    return to[i];
  }

  /** How many bytes copy {@code i} has, more than 0. */
  @Override
  public long length(int i) {
    return length[i];
  }
}
