package dev.ferry.oci.layer;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * One zstd frame (RFC 8878, 3.1.1). Another version of the library, another level, more threads or
 * a size that is told beforehand would give other bytes, so all of them stand in {@link
 * Compression#compressorId()}. What comes deflated is inflated: zstd has no room for it.
 */
final class ZstdSink implements LayerSink {
  /** Part of the recipe. */
  private static final int LEVEL = 3;

  private final ZstdOutputStreamNoFinalizer frame;
  private boolean ended;

  ZstdSink(OutputStream out) throws IOException {
    frame = new ZstdOutputStreamNoFinalizer(new Kept(out), LEVEL);
    frame.setChecksum(true);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    frame.write(bytes, from, count);
  }

  @Override
  public void splice(LayerContent.Deflated content, OutputStream inflated) throws IOException {
    Inflation.run(content, OutputStream.nullOutputStream(), new Both(inflated, frame));
  }

  @Override
  public void end() throws IOException {
    ended = true;
    frame.close();
  }

  /** The native context is not freed by the collector. */
  @Override
  public void close() {
    if (!ended) {
      ended = true;
      try {
        frame.close();
      } catch (IOException broken) {
        // The layer has failed already, which is why it was not ended.
      }
    }
  }

  /** Stays open when the frame is closed. */
  private static final class Kept extends FilterOutputStream {
    Kept(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
