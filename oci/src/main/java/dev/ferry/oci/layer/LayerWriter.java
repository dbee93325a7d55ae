package dev.ferry.oci.layer;

import dev.ferry.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;

/**
 * Writes a layer: the same entries always give the same bytes, on every machine and every Java.
 * Entries are written in the order given; a folder must come before what is in it.
 */
public final class LayerWriter implements AutoCloseable {
  /**
   * Files up to this size are compressed together with the headers around them, which is smaller
   * than a gzip member each. Part of the recipe.
   */
  private static final int SMALL = 16 << 10;

  private static final int CHUNK = 1 << 16;

  private final MessageDigest tarHash = Digest.sha256();
  private final Counted blob;
  private final LayerSink sink;
  private final OutputStream hashed =
      new DigestOutputStream(OutputStream.nullOutputStream(), tarHash);
  private final byte[] chunk = new byte[CHUNK];
  private long tarSize;

  private final Compression compression;

  private LayerWriter(Compression compression, OutputStream out) throws IOException {
    this.compression = compression;
    this.blob = new Counted(out);
    this.sink =
        switch (compression) {
          case GZIP -> new StitchedGzip(blob);
          case NONE -> LayerSink.plain(blob);
          case ZSTD -> new ZstdSink(blob);
        };
  }

  /**
   * Writes a layer.
   *
   * @param out stays open
   * @throws IOException also where a source's bytes are not what its entry says
   */
  public static Layer write(Compression compression, List<LayerEntry> entries, OutputStream out)
      throws IOException {
    try (LayerWriter writer = new LayerWriter(compression, out)) {
      for (LayerEntry entry : entries) {
        writer.write(entry);
      }
      writer.pad(2 * TarHeader.BLOCK);
      return writer.end();
    }
  }

  /**
   * Compresses a tar that exists, a base's layer, as it is.
   *
   * @param tar read to its end; stays open
   * @param out stays open
   */
  public static Layer compress(Compression compression, InputStream tar, OutputStream out)
      throws IOException {
    try (LayerWriter writer = new LayerWriter(compression, out)) {
      if (compression == Compression.GZIP) {
        ChunkedGzip.run(tar, writer.new Noted(), writer.blob);
      } else {
        int count;
        while ((count = tar.readNBytes(writer.chunk, 0, CHUNK)) > 0) {
          writer.plain(writer.chunk, count);
        }
      }
      return writer.end();
    }
  }

  /** Bytes of the tar that are compressed elsewhere. */
  private final class Noted extends OutputStream {
    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      tarHash.update(bytes, from, count);
      tarSize += count;
    }
  }

  private Layer end() throws IOException {
    sink.end();
    return new Layer(
        compression, Digest.from(tarHash.digest()), blob.digest(), blob.count(), tarSize);
  }

  @Override
  public void close() {
    sink.close();
  }

  private void write(LayerEntry entry) throws IOException {
    byte[] header = TarHeader.of(entry);
    plain(header, header.length);
    if (entry instanceof LayerEntry.File file) {
      content(file.content());
      pad(TarHeader.padding(file.content().size()));
    }
  }

  private void content(LayerContent content) throws IOException {
    switch (content) {
      case LayerContent.Plain plain -> copy(new ByteArrayInputStream(plain.bytes()), plain.size());
      case LayerContent.Streamed streamed -> {
        try (InputStream in = streamed.source().open()) {
          copy(in, streamed.size());
        }
      }
      case LayerContent.Deflated deflated -> {
        if (deflated.size() <= SMALL) {
          Inflation.run(deflated, OutputStream.nullOutputStream(), new Pooled());
        } else {
          sink.splice(deflated, hashed);
          tarSize += deflated.size();
        }
      }
    }
  }

  private void copy(InputStream in, long size) throws IOException {
    long left = size;
    while (left > 0) {
      int count = in.readNBytes(chunk, 0, (int) Math.min(chunk.length, left));
      if (count == 0) {
        throw new IOException("it became shorter while it was read");
      }
      plain(chunk, count);
      left -= count;
    }
    if (in.read() >= 0) {
      throw new IOException("it became longer while it was read");
    }
  }

  private void plain(byte[] bytes, int count) throws IOException {
    tarHash.update(bytes, 0, count);
    tarSize += count;
    sink.write(bytes, 0, count);
  }

  private void pad(int count) throws IOException {
    plain(new byte[count], count);
  }

  /** Inflated bytes of a small file on their way among the others. */
  private final class Pooled extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      tarHash.update(bytes, from, count);
      tarSize += count;
      sink.write(bytes, from, count);
    }
  }
}
