package dev.ferry.delta.generate.deflate;

import dev.ferry.delta.bytes.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates streams within bounds. */
public final class Inflation {
  private static final int CHUNK = 1 << 16;

  private Inflation() {}

  /**
   * Inflates the raw stream that begins at {@code from}.
   *
   * @param limit the stream must end before this place; what follows its end is not looked at
   * @param most the most bytes of content that are taken
   * @param to receives the content; what it received before a failure is of no use
   * @return empty where there is no whole stream, or its content is too large
   * @throws IOException from {@code to} alone
   */
  public static Optional<Inflated> inflate(
      Bytes compressed, long from, long limit, long most, OutputStream to) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      byte[] in = new byte[(int) Math.min(CHUNK, limit - from)];
      byte[] out = new byte[CHUNK];
      long place = from;
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          int count = (int) Math.min(in.length, limit - place);
          if (count == 0) {
            return Optional.empty();
          }
          compressed.copy(place, in, 0, count);
          inflater.setInput(in, 0, count);
          place += count;
        }
        int made = inflater.inflate(out);
        if (inflater.getBytesWritten() > most || (made == 0 && inflater.needsDictionary())) {
          return Optional.empty();
        }
        to.write(out, 0, made);
      }
      return Optional.of(new Inflated(inflater.getBytesRead(), inflater.getBytesWritten()));
    } catch (DataFormatException notDeflated) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }
}
