package dev.ferry.python.wheel;

import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes of which one stretch is already here, so that reading within it costs no request; mostly
 * the tail of a wheel that came with an earlier answer.
 */
public final class KnownRange implements RangedBytes {
  private final RangedBytes rest;
  private final long start;
  private final byte[] known;

  /**
   * @param rest the whole
   * @param start where the known stretch begins
   * @param known the stretch; not copied
   */
  public KnownRange(RangedBytes rest, long start, byte[] known) {
    Objects.checkFromIndexSize(start, known.length, rest.size());
    this.rest = rest;
    this.start = start;
    this.known = known;
  }

  /** The last bytes of {@code rest} are {@code tail}. */
  public static KnownRange tail(RangedBytes rest, byte[] tail) {
    return new KnownRange(rest, rest.size() - tail.length, tail);
  }

  @Override
  public long size() {
    return rest.size();
  }

  /** Whether a range can be read without asking for more. */
  public boolean covers(long offset, long length) {
    return offset >= start && offset + length <= start + known.length;
  }

  @Override
  public byte[] read(long offset, int length) {
    Objects.checkFromIndexSize(offset, length, size());
    if (covers(offset, length)) {
      int from = (int) (offset - start);
      return Arrays.copyOfRange(known, from, from + length);
    }
    return rest.read(offset, length);
  }

  @Override
  public void close() {
    rest.close();
  }
}
