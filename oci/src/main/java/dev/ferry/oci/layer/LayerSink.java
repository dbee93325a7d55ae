package dev.ferry.oci.layer;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Where the bytes of a layer's tar go. What is compressed already can be handed on as it is, which
 * costs an inflation to hash it and no compression.
 */
interface LayerSink extends AutoCloseable {
  /** Bytes of the tar. */
  void write(byte[] bytes, int from, int count) throws IOException;

  /**
   * The next bytes of the tar are what this deflate stream inflates to.
   *
   * @param inflated given these bytes
   */
  void splice(LayerContent.Deflated content, OutputStream inflated) throws IOException;

  /** Ends the stream; the output stays open. */
  void end() throws IOException;

  /** Gives memory back, after the end or instead of it; the output stays open. */
  @Override
  default void close() {
    // Most have nothing to give back.
  }

  /** Bytes that go into an output as they are, inflated. */
  static LayerSink plain(OutputStream out) {
    return new LayerSink() {
      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
      }

      @Override
      public void splice(LayerContent.Deflated content, OutputStream inflated) throws IOException {
        Inflation.run(content, OutputStream.nullOutputStream(), new Both(inflated, out));
      }

      @Override
      public void end() {
        // Nothing is held back.
      }
    };
  }
}
