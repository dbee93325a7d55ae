package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.stream.BadDelta;
import java.io.IOException;
import java.io.OutputStream;

/** Makes deflated streams again. Safe for several threads. */
public final class Recompressor {
  private Recompressor() {}

  /** The fastest one that makes the right bytes on this machine. */
  public static Recompressor here() {
    return new Recompressor();
  }

  /**
   * Writes the stream of a content.
   *
   * @throws BadDelta where corrections do not suit the content
   * @throws IOException from {@code to} alone
   */
  public void write(Recompression how, Bytes content, OutputStream to) throws IOException {
    switch (how) {
      case ExactRecompression exact when exact.settings().isOfJdk() ->
          new JdkCompressor(exact.settings()).compress(content, to);
      case ExactRecompression exact ->
          new Reconstruction(exact.settings(), Corrections.none(), content, to).write();
      case CorrectedRecompression corrected ->
          new Reconstruction(corrected.settings(), corrected.corrections(), content, to).write();
    }
  }
}
