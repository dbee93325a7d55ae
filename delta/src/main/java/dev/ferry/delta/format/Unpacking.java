package dev.ferry.delta.format;

import com.github.luben.zstd.ZstdInputStream;
import dev.ferry.delta.stream.BadDelta;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.tukaani.xz.LZMAInputStream;

/** Unpacks streams, never more of them than was declared. */
public final class Unpacking {
  private static final int CHUNK = 1 << 16;

  private Unpacking() {}

  /**
   * Unpacks a stream.
   *
   * @param packed the packed bytes; not more are read than there are
   * @throws BadDelta where they do not unpack to exactly the declared size
   * @throws IOException from {@code to} alone
   */
  public static void unpack(PackedStream stream, InputStream packed, OutputStream to)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    long left = stream.raw();
    try (InputStream in = open(stream, packed)) {
      while (left > 0) {
        int count = read(stream, in, chunk, (int) Math.min(chunk.length, left));
        to.write(chunk, 0, count);
        left -= count;
      }
    }
  }

  private static int read(PackedStream stream, InputStream in, byte[] chunk, int most) {
    try {
      int count = in.read(chunk, 0, most);
      if (count <= 0) {
        throw new BadDelta("stream " + stream.kind() + " ends early");
      }
      return count;
    } catch (IOException damaged) {
      throw new BadDelta("stream " + stream.kind() + " does not unpack: " + damaged.getMessage());
    }
  }

  private static InputStream open(PackedStream stream, InputStream packed) {
    try {
      return switch (stream.method()) {
        case STORED -> packed;
        case LZMA ->
            new LZMAInputStream(
                packed, stream.raw(), (byte) stream.settings(), 1 << stream.dictionary());
        case ZSTD -> new ZstdInputStream(packed).setLongMax(26);
      };
    } catch (IOException damaged) {
      throw new BadDelta("stream " + stream.kind() + " does not unpack: " + damaged.getMessage());
    }
  }
}
