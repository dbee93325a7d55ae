package dev.ferry.oci.layer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates the deflate stream of an archive's member and compares it with the directory. */
final class Inflation implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final LayerContent.Deflated content;
  private final Inflater inflater = new Inflater(true);
  private final byte[] packed = new byte[CHUNK];
  private final byte[] plain = new byte[CHUNK];
  private final CRC32 crc = new CRC32();
  private long length;

  private Inflation(LayerContent.Deflated content) {
    this.content = content;
  }

  /**
   * Reads the stream once.
   *
   * @param compressed given the stream as it is
   * @param inflated given what it inflates to
   * @throws IOException also where size or checksum differ; what was given then is worthless
   */
  static void run(LayerContent.Deflated content, OutputStream compressed, OutputStream inflated)
      throws IOException {
    try (Inflation inflation = new Inflation(content);
        InputStream source = content.source().open()) {
      inflation.run(source, compressed, inflated);
    }
  }

  private void run(InputStream source, OutputStream compressed, OutputStream inflated)
      throws IOException {
    long left = content.compressedSize();
    while (left > 0) {
      int count = source.readNBytes(packed, 0, (int) Math.min(packed.length, left));
      if (count == 0) {
        throw new EOFException("the deflate stream ends " + left + " bytes early");
      }
      compressed.write(packed, 0, count);
      inflater.setInput(packed, 0, count);
      inflate(inflated);
      left -= count;
    }
    boolean whole = inflater.finished() && inflater.getRemaining() == 0;
    if (!whole || length != content.size() || crc.getValue() != content.crc32()) {
      throw new IOException("the deflate stream is not what the directory says");
    }
  }

  private void inflate(OutputStream inflated) throws IOException {
    try {
      int count;
      while ((count = inflater.inflate(plain)) > 0) {
        length += count;
        if (length > content.size()) {
          throw new IOException("the deflate stream inflates to more than " + content.size());
        }
        crc.update(plain, 0, count);
        inflated.write(plain, 0, count);
      }
    } catch (DataFormatException broken) {
      throw new IOException("the deflate stream is damaged", broken);
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
