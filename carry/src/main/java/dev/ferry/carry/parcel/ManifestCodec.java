package dev.ferry.carry.parcel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.JZlib;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Spells manifests, reads them again, and packs them (zlib, RFC 1950, by the compressor in Java, so
 * that the bytes are the same on every machine).
 */
final class ManifestCodec {
  /** Most bytes of a manifest: 256 GiB of payload have 11 MB of digests. */
  static final int LARGEST = 32 << 20;

  /** Most bytes of the caller's object. */
  static final int LARGEST_GOODS = 16 << 20;

  private static final int LEVEL = 6;
  private static final String HEAD = "{\"format\":1,\"goods\":";

  private ManifestCodec() {}

  static ParcelManifest manifest(PartLayout layout, byte[] sliceDigests, byte[] goods) {
    String parts =
        ",\"parts\":{\"data\":%d,\"parity\":%d,\"size\":%d,\"suffix\":\"%s\"}"
            .formatted(
                layout.dataParts(), layout.parityParts(), layout.partSize(), layout.suffix());
    String payload =
        ",\"payload\":%d,\"slice\":%d,\"slices\":\"".formatted(layout.payload(), PartLayout.SLICE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(goods.length + 2 * sliceDigests.length);
    bytes.writeBytes(HEAD.getBytes(UTF_8));
    bytes.writeBytes(goods);
    bytes.writeBytes((parts + payload).getBytes(UTF_8));
    bytes.writeBytes(Base64.getEncoder().encode(sliceDigests));
    bytes.writeBytes("\"}".getBytes(UTF_8));
    return new ParcelManifest(
        layout, sliceDigests, HEAD.length(), goods.length, bytes.toByteArray());
  }

  static byte[] pack(byte[] manifest) {
    try {
      Deflater deflater = new Deflater(LEVEL);
      byte[] out = new byte[manifest.length + manifest.length / 1000 + 64];
      deflater.setInput(manifest);
      deflater.setOutput(out);
      int result = deflater.deflate(JZlib.Z_FINISH);
      if (result != JZlib.Z_STREAM_END) {
        throw new IllegalStateException("deflate ended with " + result);
      }
      return Arrays.copyOf(out, (int) deflater.total_out);
    } catch (GZIPException impossible) {
      throw new IllegalStateException("level " + LEVEL + " is a level", impossible);
    }
  }

  /**
   * The bytes of the manifest that was packed.
   *
   * @param where for messages
   * @throws FerryException of kind VERIFICATION where it was not packed so
   */
  static byte[] unpack(String where, byte[] packed) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      // Deflate makes at most 1032 bytes of one, so a small array cannot ask for a large one.
      int most = (int) Math.min(LARGEST, packed.length * 1032L + 64);
      byte[] out = new byte[Math.min(most, packed.length * 3 + 1024)];
      int length = 0;
      while (!inflater.finished()) {
        if (length == out.length) {
          if (length >= most) {
            throw bad(where, Text.of("larger than %d bytes", "大于 %d 字节", LARGEST));
          }
          out = Arrays.copyOf(out, (int) Math.min(most, out.length * 2L));
        }
        int count = inflater.inflate(out, length, out.length - length);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw bad(where, Text.of("it ends too early", "提前结束"));
        }
        length += count;
      }
      if (inflater.getRemaining() > 0) {
        throw bad(where, Text.of("bytes follow its end", "结尾之后还有数据"));
      }
      return Arrays.copyOf(out, length);
    } catch (DataFormatException wrong) {
      throw bad(where, Text.of("it is not a zlib stream", "不是 zlib 数据流"));
    } finally {
      inflater.end();
    }
  }

  static FerryException bad(String where, Text why) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of("Cannot read the manifest in `%s`: %s", "无法读取 `%s` 中的清单：%s", where, why));
  }
}
