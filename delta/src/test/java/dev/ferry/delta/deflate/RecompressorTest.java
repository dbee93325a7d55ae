package dev.ferry.delta.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.delta.bytes.ArrayBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class RecompressorTest {
  @Test
  void theOwnCompressorMakesTheFrozenBytes() {
    assertThat(JdkSelfTest.digest(false)).isEqualTo(JdkSelfTest.EXPECTED);
  }

  @Test
  void theOwnCompressorMakesWhatZlibMakes() throws IOException {
    assumeTrue(JdkSelfTest.passes(), "the JDK's compressor is another one");
    for (var content : Contents.all().entrySet()) {
      for (int level = 1; level <= 9; level++) {
        for (CompressorStrategy strategy : CompressorStrategy.values()) {
          CompressorSettings settings =
              new CompressorSettings(CompressorFamily.ZLIB, level, 15, 8, strategy);
          if (JdkCompressor.canBe(settings) && (level == 6 || strategy.number() == 0)) {
            ByteArrayOutputStream wanted = new ByteArrayOutputStream();
            new JdkCompressor(settings).compress(ArrayBytes.of(content.getValue()), wanted);
            assertThat(compressed(settings, content.getValue()))
                .as("%s with %s", content.getKey(), settings)
                .isEqualTo(wanted.toByteArray());
          }
        }
      }
    }
  }

  @Test
  void whatEveryCompressorMakesInflatesToTheContent() throws IOException, DataFormatException {
    for (var content : Contents.all().entrySet()) {
      for (CompressorFamily family : CompressorFamily.values()) {
        for (int level = 0; level <= 9; level += 3) {
          for (CompressorStrategy strategy : CompressorStrategy.values()) {
            CompressorSettings settings =
                new CompressorSettings(
                    family, level, 9 + level * 2 / 3, 1 + level * 8 / 9, strategy);
            byte[] stream = compressed(settings, content.getValue());
            assertThat(inflated(stream, content.getValue().length))
                .as("%s with %s", content.getKey(), settings)
                .isEqualTo(content.getValue());
          }
        }
      }
    }
  }

  @Test
  void aContentLongerThanTheWindowIsCompressedAsTheJdkDoes() throws IOException {
    assumeTrue(JdkSelfTest.passes(), "the JDK's compressor is another one");
    byte[] content = new byte[5 << 20];
    byte[] part = Objects.requireNonNull(Contents.all().get("mixed"));
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (part[i % part.length] ^ (i / part.length % 3));
    }
    CompressorSettings settings = CompressorSettings.zlib(6);
    ByteArrayOutputStream wanted = new ByteArrayOutputStream();
    new JdkCompressor(settings).compress(ArrayBytes.of(content), wanted);
    assertThat(compressed(settings, content)).isEqualTo(wanted.toByteArray());
  }

  private static byte[] compressed(CompressorSettings settings, byte[] content) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    Recompressor.ownOnly().write(new ExactRecompression(settings), ArrayBytes.of(content), to);
    return to.toByteArray();
  }

  private static byte[] inflated(byte[] stream, int size) throws DataFormatException {
    Inflater inflater = new Inflater(true);
    inflater.setInput(stream);
    byte[] content = new byte[size];
    int done = 0;
    while (!inflater.finished()) {
      done += inflater.inflate(content, done, size - done);
      assertThat(inflater.needsInput() && !inflater.finished()).isFalse();
    }
    assertThat(done).isEqualTo(size);
    assertThat(inflater.getBytesRead()).isEqualTo(stream.length);
    inflater.end();
    return content;
  }
}
