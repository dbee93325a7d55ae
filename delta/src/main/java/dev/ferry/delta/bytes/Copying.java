package dev.ferry.delta.bytes;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Moves bytes from where they lie to a stream. */
public final class Copying {
  private static final int CHUNK = 1 << 16;

  private Copying() {}

  /** Writes all bytes. */
  public static void copy(Bytes from, OutputStream to) throws IOException {
    copy(from, 0, from.size(), to);
  }

  /** Writes {@code length} bytes from {@code place}. */
  public static void copy(Bytes from, long place, long length, OutputStream to) throws IOException {
    byte[] chunk = new byte[(int) Math.min(CHUNK, length)];
    for (long done = 0; done < length; ) {
      int count = (int) Math.min(chunk.length, length - done);
      from.copy(place + done, chunk, 0, count);
      to.write(chunk, 0, count);
      done += count;
    }
  }

  /** Whether two runs are equal. */
  public static boolean equal(Bytes one, long from, Bytes other, long otherFrom, long length) {
    byte[] a = new byte[(int) Math.min(CHUNK, length)];
    byte[] b = new byte[a.length];
    for (long done = 0; done < length; ) {
      int count = (int) Math.min(a.length, length - done);
      one.copy(from + done, a, 0, count);
      other.copy(otherFrom + done, b, 0, count);
      if (!Arrays.equals(a, 0, count, b, 0, count)) {
        return false;
      }
      done += count;
    }
    return true;
  }
}
