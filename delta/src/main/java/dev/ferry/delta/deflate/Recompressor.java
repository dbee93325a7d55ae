package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.stream.BadDelta;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Makes deflated streams again. What zlib makes is left to the JDK's compressor where a self-test
 * found that it makes the right bytes; everything else is made here. Safe for several threads.
 */
public final class Recompressor {
  private final boolean jdk;

  private Recompressor(boolean jdk) {
    this.jdk = jdk;
  }

  /** The fastest one that makes the right bytes on this machine. */
  public static Recompressor here() {
    return new Recompressor(JdkSelfTest.passes());
  }

  /** One that leaves nothing to the JDK. */
  public static Recompressor ownOnly() {
    return new Recompressor(false);
  }

  /** Whether the JDK's compressor is used. */
  public boolean usesJdk() {
    return jdk;
  }

  /**
   * Writes the stream of a content.
   *
   * @throws BadDelta where corrections do not suit the content
   * @throws IOException from {@code to} alone
   */
  public void write(Recompression how, Bytes content, OutputStream to) throws IOException {
    switch (how) {
      case ExactRecompression exact when jdk && JdkCompressor.canBe(exact.settings()) ->
          new JdkCompressor(exact.settings()).compress(content, to);
      case ExactRecompression exact ->
          new Reconstruction(exact.settings(), Corrections.none(), content, to).write();
      case CorrectedRecompression corrected ->
          new Reconstruction(corrected.settings(), corrected.corrections(), content, to).write();
    }
  }
}
