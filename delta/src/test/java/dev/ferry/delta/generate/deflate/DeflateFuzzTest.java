package dev.ferry.delta.generate.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.deflate.CompressorFamily;
import dev.ferry.delta.deflate.CompressorSettings;
import dev.ferry.delta.deflate.Contents;
import dev.ferry.delta.deflate.Recompression;
import dev.ferry.delta.deflate.Recompressor;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.MemoryStreams;
import dev.ferry.delta.stream.StreamKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeflateFuzzTest {
  private static final StreamKind[] KINDS = {
    StreamKind.DEFLATE,
    StreamKind.DEFLATE_BLOCKS,
    StreamKind.DEFLATE_TOKENS,
    StreamKind.DEFLATE_CODES
  };

  /** A stream with changed bits is no stream, or it is made again exactly, or it is given up. */
  @Test
  void changedStreamsAreMadeAgainOrGivenUp() throws IOException {
    byte[] content = Arrays.copyOf(Contents.words(20_000), 24_000);
    int made = 0;
    for (int seed = 0; seed < 120; seed++) {
      Random random = new Random(seed);
      CompressorFamily family = List.of(CompressorFamily.values()).get(seed % 3);
      byte[] stream = DeflateProbeTest.compressed(CompressorSettings.usual(family, 6), content);
      for (int i = random.nextInt(3); i >= 0; i--) {
        stream[random.nextInt(stream.length)] ^= (byte) (1 << random.nextInt(8));
      }
      ByteArrayOutputStream inflated = new ByteArrayOutputStream();
      Bytes compressed = ArrayBytes.of(stream);
      Optional<Inflated> whole = Inflation.inflate(compressed, 0, stream.length, 1 << 20, inflated);
      if (whole.isPresent()) {
        Bytes one = compressed.slice(0, whole.get().compressed());
        Optional<Recompression> how =
            new DeflateProbe(DeflateProbe.Trust.NOTHING_UNSEEN)
                .find(one, ArrayBytes.of(inflated.toByteArray()));
        if (how.isPresent()) {
          made++;
          ByteArrayOutputStream again = new ByteArrayOutputStream();
          Recompressor.ownOnly().write(how.get(), ArrayBytes.of(inflated.toByteArray()), again);
          assertThat(again.toByteArray())
              .isEqualTo(Arrays.copyOf(stream, (int) whole.get().compressed()));
        }
      }
    }
    assertThat(made).isGreaterThan(8);
  }

  /**
   * Changed corrections make other bytes, and no more than their blocks can say, or are refused.
   */
  @Test
  void changedCorrectionsAreRefusedOrMakeOtherBytes() throws IOException {
    byte[] content = Contents.words(30_000);
    MemoryStreams streams = new MemoryStreams();
    byte[] stream = flushed(content);
    new DeflateProbe(DeflateProbe.Trust.NOTHING_UNSEEN)
        .find(ArrayBytes.of(stream), ArrayBytes.of(content))
        .orElseThrow()
        .write(streams);
    int refused = 0;
    for (int seed = 0; seed < 600; seed++) {
      if (isRefused(changed(streams, new Random(seed)), content)) {
        refused++;
      }
    }
    assertThat(refused).isBetween(50, 599);
  }

  private static boolean isRefused(MemoryStreams streams, byte[] content) throws IOException {
    try {
      Recompression how = Recompression.read(streams.reader());
      Recompressor.ownOnly().write(how, ArrayBytes.of(content), new Bounded());
      return false;
    } catch (BadDelta refused) {
      assertThat(refused).hasMessageContaining("stream");
      return true;
    }
  }

  private static MemoryStreams changed(MemoryStreams from, Random random) {
    MemoryStreams changed = new MemoryStreams();
    for (StreamKind kind : KINDS) {
      changed.replace(kind, from.bytes(kind));
    }
    StreamKind kind = KINDS[random.nextInt(KINDS.length)];
    byte[] bytes = from.bytes(kind);
    if (bytes.length > 0) {
      if (random.nextInt(4) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      } else {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      changed.replace(kind, bytes);
    }
    return changed;
  }

  /** A stream of zlib's with a flush in every thousand bytes. */
  private static byte[] flushed(byte[] content) {
    var deflater = new java.util.zip.Deflater(5, true);
    byte[] buffer = new byte[2 * content.length];
    int size = 0;
    for (int i = 0; i < content.length; i += 1000) {
      deflater.setInput(content, i, 1000);
      size +=
          deflater.deflate(buffer, size, buffer.length - size, java.util.zip.Deflater.SYNC_FLUSH);
    }
    deflater.finish();
    size += deflater.deflate(buffer, size, buffer.length - size);
    deflater.end();
    return Arrays.copyOf(buffer, size);
  }

  /** Takes no more than a megabyte. */
  private static final class Bounded extends OutputStream {
    private long size;

    @Override
    public void write(int value) {
      size++;
      assertThat(size).isLessThan(1 << 20);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      size += length;
      assertThat(size).isLessThan(1 << 20);
    }
  }
}
