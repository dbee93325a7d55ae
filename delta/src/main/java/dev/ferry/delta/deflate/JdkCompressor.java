package dev.ferry.delta.deflate;

import dev.ferry.delta.bytes.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;

/** The JDK's compressor, which is the system's zlib or the JDK's own. */
final class JdkCompressor {
  /** A multiple of 32 KiB: what zlib makes hangs, in rare places, on how it is fed. */
  private static final int CHUNK = 1 << 16;

  private final CompressorSettings settings;

  JdkCompressor(CompressorSettings settings) {
    this.settings = settings;
  }

  /** Whether the JDK's compressor can be set so. What it stores at level 0 hangs on its buffers. */
  static boolean canBe(CompressorSettings settings) {
    return settings.family() == CompressorFamily.ZLIB
        && settings.level() > 0
        && settings.windowBits() == 15
        && settings.memoryLevel() == 8
        && settings.strategy().number() <= CompressorStrategy.HUFFMAN_ONLY.number();
  }

  void compress(Bytes content, OutputStream to) throws IOException {
    Deflater deflater = new Deflater(settings.level(), true);
    try {
      deflater.setStrategy(settings.strategy().number());
      byte[] in = new byte[(int) Math.min(CHUNK, content.size())];
      byte[] out = new byte[CHUNK];
      for (long place = 0; place < content.size(); place += in.length) {
        int count = (int) Math.min(in.length, content.size() - place);
        content.copy(place, in, 0, count);
        deflater.setInput(in, 0, count);
        while (!deflater.needsInput()) {
          to.write(out, 0, deflater.deflate(out));
        }
      }
      deflater.finish();
      while (!deflater.finished()) {
        to.write(out, 0, deflater.deflate(out));
      }
    } finally {
      deflater.end();
    }
  }
}
