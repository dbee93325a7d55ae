package dev.ferry.delta.generate.deflate;

import dev.ferry.delta.bytes.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Takes bytes as long as they are those that are wanted. */
final class Comparison extends OutputStream {
  private static final int CHUNK = 1 << 16;

  private final Bytes wanted;
  private final byte[] part = new byte[CHUNK];
  private long place;

  Comparison(Bytes wanted) {
    this.wanted = wanted;
  }

  /** Whether all bytes that are wanted came. */
  boolean isComplete() {
    return place == wanted.size();
  }

  @Override
  public void write(int value) throws IOException {
    if (isComplete() || wanted.at(place) != (byte) value) {
      throw new DifferentException();
    }
    place++;
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (length > wanted.size() - place) {
      throw new DifferentException();
    }
    for (int done = 0; done < length; ) {
      int count = Math.min(length - done, part.length);
      wanted.copy(place, part, 0, count);
      if (!Arrays.equals(part, 0, count, from, offset + done, offset + done + count)) {
        throw new DifferentException();
      }
      done += count;
      place += count;
    }
  }

  /** The first byte that is different. */
  static final class DifferentException extends IOException {
    private static final long serialVersionUID = 1;
  }
}
