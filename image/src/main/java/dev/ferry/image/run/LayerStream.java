package dev.ferry.image.run;

import dev.ferry.image.tar.ByteRange;
import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.Packed;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The tar of a layer, decompressed and hashed by a thread of its own while another writes files: on
 * two processors, half the time.
 */
final class LayerStream extends InputStream {
  private static final int CHUNK = 1 << 18;
  private static final int AHEAD = 64;

  /** What the other thread hands over: bytes, the end (no bytes), or why there are no more. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Piece(byte[] bytes, @Nullable Throwable failure) {}

  private static final Piece END = new Piece(new byte[0], null);

  private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;
  private byte[] current = new byte[0];
  private int at;
  private boolean ended;

  private LayerStream(ByteRange blob, Digest digest, Digest diffId) {
    this.thread = Thread.ofPlatform().daemon().unstarted(() -> run(blob, digest, diffId));
  }

  /**
   * Opens a layer.
   *
   * @param digest of the blob, compared before the last byte is handed over
   * @param diffId of the tar, likewise
   */
  static LayerStream open(ByteRange blob, Digest digest, Digest diffId) {
    LayerStream stream = new LayerStream(blob, digest, diffId);
    stream.thread.start();
    return stream;
  }

  private void run(ByteRange blob, Digest digest, Digest diffId) {
    try {
      try {
        pump(blob, digest, diffId);
        pieces.put(END);
      } catch (IOException | RuntimeException | Error failure) {
        pieces.put(new Piece(new byte[0], failure));
      }
    } catch (InterruptedException nobodyReads) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump(ByteRange blob, Digest digest, Digest diffId)
      throws IOException, InterruptedException {
    String where = digest.toString();
    MessageDigest packedHash = Digest.sha256();
    MessageDigest tarHash = Digest.sha256();
    DigestInputStream hashed = new DigestInputStream(blob.stream(), packedHash);
    BufferedInputStream packed = Packed.buffered(hashed);
    try (InputStream plain = Packed.peek(packed).open(packed, where)) {
      byte[] chunk = new byte[CHUNK];
      int count;
      while ((count = plain.readNBytes(chunk, 0, CHUNK)) > 0) {
        tarHash.update(chunk, 0, count);
        pieces.put(new Piece(Arrays.copyOf(chunk, count), null));
      }
      packed.transferTo(java.io.OutputStream.nullOutputStream());
    }
    require(where, "sha256", Digest.from(packedHash.digest()), digest);
    require(where, "diff_id", Digest.from(tarHash.digest()), diffId);
  }

  private static void require(String where, String field, Digest got, Digest want) {
    if (!got.equals(want)) {
      throw Faults.archive(
          where,
          Text.of(
              "bad value for `%s`: got `%s`, want `%s`",
              "字段 `%s` 的值有误：得到 `%s`，应为 `%s`", field, got, want));
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (at == current.length && !next()) {
      return -1;
    }
    int got = Math.min(count, current.length - at);
    System.arraycopy(current, at, bytes, from, got);
    at += got;
    return got;
  }

  private boolean next() throws IOException {
    if (ended) {
      return false;
    }
    Piece piece = take();
    if (piece.failure() != null) {
      ended = true;
      throw rethrown(piece.failure());
    }
    ended = piece.bytes().length == 0;
    current = piece.bytes();
    at = 0;
    return !ended;
  }

  private Piece take() throws IOException {
    try {
      return pieces.take();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private static IOException rethrown(Throwable failure) {
    return switch (failure) {
      case UncheckedIOException below -> Objects.requireNonNull(below.getCause());
      case RuntimeException refused -> throw refused;
      case Error error -> throw error;
      case IOException trouble -> trouble;
      default -> new IOException(failure);
    };
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
