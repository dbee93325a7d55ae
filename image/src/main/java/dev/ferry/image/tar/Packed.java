package dev.ferry.image.tar;

import com.github.luben.zstd.ZstdInputStream;
import dev.ferry.model.Text;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** What bytes are compressed with, told by how they begin. */
public enum Packed {
  PLAIN,
  GZIP,
  XZ,
  ZSTD;

  /** How many first bytes tell. */
  public static final int START = 6;

  /** What real archives never reach; a run of zeros compresses a thousandfold. */
  private static final long MOST_GROWTH = 250;

  private static final long ALWAYS_ALLOWED = 256L << 20;
  private static final int MOST_XZ_MEMORY = 256 << 10;
  private static final int BUFFER = 1 << 17;

  /** By the first bytes of a stream. */
  public static Packed of(byte[] start) {
    if (begins(start, 0x1f, 0x8b)) {
      return GZIP;
    }
    if (begins(start, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    return begins(start, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : PLAIN;
  }

  private static boolean begins(byte[] start, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= start.length || (start[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** Bytes behind a buffer, of which the first can be looked at. */
  public static BufferedInputStream buffered(InputStream in) {
    return new BufferedInputStream(in, BUFFER);
  }

  /** What a stream is compressed with; it stays at its first byte. */
  public static Packed peek(BufferedInputStream in) throws IOException {
    in.mark(START);
    byte[] start = in.readNBytes(START);
    in.reset();
    return of(start);
  }

  /**
   * Opens a stream. What is damaged, cut off, or grows more than {@value #MOST_GROWTH} times is
   * refused while it is read.
   *
   * @param where its name for messages
   */
  public InputStream open(InputStream in, String where) throws IOException {
    if (this == PLAIN) {
      return in;
    }
    Counting counting = new Counting(in);
    return new Guarded(this, counting, where);
  }

  private InputStream decompressor(InputStream in) throws IOException {
    return switch (this) {
      case PLAIN -> in;
      case GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .get();
      case XZ ->
          XZCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .setMemoryLimitKiB(MOST_XZ_MEMORY)
              .get();
      case ZSTD -> new ZstdInputStream(in);
    };
  }

  /** A trouble of the stream below, which is no fault of the compressed bytes. */
  private static final class BelowException extends IOException {
    private static final long serialVersionUID = 1L;

    BelowException(IOException cause) {
      super(cause);
    }
  }

  private static final class Counting extends InputStream {
    private final InputStream in;
    private long count;

    Counting(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        int got = in.read(bytes, from, length);
        count += Math.max(0, got);
        return got;
      } catch (IOException below) {
        throw new BelowException(below);
      }
    }
  }

  /** Says which file is damaged, and stops a bomb. */
  private static final class Guarded extends InputStream {
    private final Packed kind;
    private final Counting in;
    private final String where;
    private final InputStream plain;
    private long grown;

    Guarded(Packed kind, Counting in, String where) throws IOException {
      this.kind = kind;
      this.in = in;
      this.where = where;
      this.plain = guarded(() -> kind.decompressor(in));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int got = guarded(() -> plain.read(bytes, from, length));
      grown += Math.max(0, got);
      if (grown > ALWAYS_ALLOWED && grown / MOST_GROWTH > in.count) {
        throw Faults.archive(
            where,
            Text.of(
                "it grows more than %d times when it is opened", "展开后超过原大小的 %d 倍", MOST_GROWTH));
      }
      return got;
    }

    private interface Work<T> {
      T run() throws IOException;
    }

    private <T> T guarded(Work<T> work) throws IOException {
      try {
        return work.run();
      } catch (BelowException below) {
        throw (IOException) java.util.Objects.requireNonNull(below.getCause());
      } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
        throw Faults.archive(
            where,
            Text.of(
                "it is damaged or cut off (%s): %s",
                "已损坏或不完整（%s）：%s",
                kind.name().toLowerCase(java.util.Locale.ROOT),
                Faults.shown(String.valueOf(damaged.getMessage()))));
      }
    }

    @Override
    public void close() throws IOException {
      plain.close();
    }
  }
}
