package dev.ferry.oci.layer;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.JZlib;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A gzip file of many members (RFC 1952, 2.2), which inflate to one tar. A file that comes
 * compressed keeps its deflate stream, as a member of its own; everything between such files is
 * compressed here, in pure Java: neither the zlib of this machine nor that of the JDK has a say in
 * the bytes.
 */
final class StitchedGzip implements LayerSink {
  /** Part of the recipe: another level gives other bytes. */
  private static final int LEVEL = 5;

  /** Deflate, no flags, no time, unknown system (RFC 1952, 2.3). */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private static final int CHUNK = 1 << 16;

  private final OutputStream out;
  private final byte[] packed = new byte[CHUNK];
  private final CRC32 crc = new CRC32();
  private @Nullable Deflater deflater;
  private long length;

  StitchedGzip(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (count == 0) {
      return;
    }
    Deflater current = deflater;
    if (current == null) {
      current = begin();
      deflater = current;
    }
    crc.update(bytes, from, count);
    length += count;
    current.setInput(bytes, from, count, false);
    while (current.getAvailIn() > 0) {
      run(current, JZlib.Z_NO_FLUSH);
    }
  }

  @Override
  public void splice(LayerContent.Deflated content, OutputStream inflated) throws IOException {
    end();
    out.write(HEADER);
    Inflation.run(content, out, inflated);
    trailer(content.crc32(), content.size());
  }

  @Override
  public void end() throws IOException {
    Deflater current = deflater;
    if (current == null) {
      return;
    }
    deflater = null;
    current.setInput(packed, 0, 0, false);
    int state;
    do {
      state = run(current, JZlib.Z_FINISH);
    } while (state != JZlib.Z_STREAM_END);
    current.end();
    trailer(crc.getValue(), length);
  }

  private Deflater begin() throws IOException {
    out.write(HEADER);
    crc.reset();
    length = 0;
    try {
      return new Deflater(LEVEL, true);
    } catch (GZIPException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private int run(Deflater current, int flush) throws IOException {
    current.setOutput(packed, 0, packed.length);
    int state = current.deflate(flush);
    out.write(packed, 0, packed.length - current.getAvailOut());
    return state;
  }

  private void trailer(long checksum, long size) throws IOException {
    ByteBuffer end = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt((int) checksum).putInt((int) size);
    out.write(end.array());
  }
}
