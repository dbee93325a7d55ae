package dev.ferry.delta.generate.deflate;

import dev.ferry.delta.bytes.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Takes bytes as long as they are those that are wanted, and not many more than enough of them. */
final class Comparison extends OutputStream {
  private static final int CHUNK = 1 << 16;

  private final Bytes wanted;
  private final long enough;
  private final byte[] part = new byte[CHUNK];
  private long place;
  private boolean different;

  /**
   * A comparison with all bytes that are wanted, or their beginning.
   *
   * @param enough when so many bytes were equal, no more are taken
   */
  Comparison(Bytes wanted, long enough) {
    this.wanted = wanted;
    this.enough = enough;
  }

  /** Whether all bytes that are wanted came, or enough of them, and none that was different. */
  boolean isComplete() {
    return !different && (place == wanted.size() || place >= enough);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    if (place >= enough && place < wanted.size()) {
      throw new EndedException();
    }
    different = length > wanted.size() - place;
    for (int done = 0; done < length && !different; ) {
      int count = Math.min(length - done, part.length);
      wanted.copy(place, part, 0, count);
      different = !Arrays.equals(part, 0, count, from, offset + done, offset + done + count);
      done += count;
      place += count;
    }
    if (different) {
      throw new EndedException();
    }
  }

  /** Nothing more is taken: something was different, or enough was equal. */
  static final class EndedException extends IOException {
    private static final long serialVersionUID = 1;
  }
}
