package dev.ferry.delta.generate.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.deflate.CompressorFamily;
import dev.ferry.delta.deflate.CompressorSettings;
import dev.ferry.delta.deflate.CompressorStrategy;
import dev.ferry.delta.deflate.Contents;
import dev.ferry.delta.deflate.ExactRecompression;
import dev.ferry.delta.deflate.Recompression;
import dev.ferry.delta.deflate.Recompressor;
import dev.ferry.delta.stream.MemoryStreams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateProbeTest {
  @Test
  void aStreamOfEveryUsualLevelIsFoundExactly() throws IOException {
    byte[] content = Objects.requireNonNull(Contents.all().get("mixed"));
    for (int level = 1; level <= 9; level++) {
      byte[] stream = compressed(CompressorSettings.zlib(level), content);
      assertThat(roundTrip(stream, content)).isInstanceOf(ExactRecompression.class);
    }
  }

  @ParameterizedTest
  @EnumSource(CompressorFamily.class)
  void whatEveryCompressorMakesIsFound(CompressorFamily family) throws IOException {
    for (var content : Contents.all().entrySet()) {
      for (int level : new int[] {3, 6}) {
        byte[] stream = compressed(CompressorSettings.usual(family, level), content.getValue());
        assertThat(roundTrip(stream, content.getValue()).correctionSize())
            .as(content.getKey())
            .isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 9})
  void otherBlocksOfZlibAreFound(int memoryLevel) throws IOException {
    byte[] content = Objects.requireNonNull(Contents.all().get("words"));
    CompressorSettings settings =
        new CompressorSettings(
            CompressorFamily.ZLIB, 6, 15, memoryLevel, CompressorStrategy.DEFAULT);
    assertThat(roundTrip(compressed(settings, content), content).settings()).isEqualTo(settings);
  }

  @Test
  void otherWindowsOfZlibAreFound() throws IOException {
    byte[] content = Objects.requireNonNull(Contents.all().get("words"));
    for (int windowBits = 9; windowBits < 15; windowBits++) {
      CompressorSettings settings =
          new CompressorSettings(
              CompressorFamily.ZLIB, 6, windowBits, 8, CompressorStrategy.DEFAULT);
      assertThat(roundTrip(compressed(settings, content), content).settings()).isEqualTo(settings);
    }
  }

  @ParameterizedTest
  @EnumSource(CompressorStrategy.class)
  void everyStrategyOfZlibIsFound(CompressorStrategy strategy) throws IOException {
    byte[] content = Objects.requireNonNull(Contents.all().get("mixed"));
    CompressorSettings settings = new CompressorSettings(CompressorFamily.ZLIB, 6, 15, 8, strategy);
    assertThat(roundTrip(compressed(settings, content), content).correctionSize()).isZero();
  }

  @Test
  void flushesCostAFewBytesEach() throws IOException {
    byte[] content = Objects.requireNonNull(Contents.all().get("words"));
    Deflater deflater = new Deflater(6, true);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    byte[] buffer = new byte[content.length];
    int flushes = 0;
    for (int i = 0; i < content.length; i += 9_999) {
      deflater.setInput(content, i, Math.min(9_999, content.length - i));
      stream.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH));
      flushes++;
    }
    deflater.finish();
    stream.write(buffer, 0, deflater.deflate(buffer));
    deflater.end();
    Recompression how = roundTrip(stream.toByteArray(), content);
    assertThat(how.correctionSize()).isPositive().isLessThan(flushes * 400L);
  }

  @Test
  void storedBlocksAreFound() throws IOException {
    byte[] content = Contents.noise(150_000, 256);
    byte[] stream = stored(content);
    assertThat(roundTrip(stream, content).correctionSize()).isLessThan(50);
  }

  @Test
  void aStreamThatIsNoneIsEmpty() throws IOException {
    byte[] noise = Contents.noise(5000, 256);
    assertThat(
            Inflation.inflate(
                ArrayBytes.of(noise), 0, noise.length, 1 << 20, new ByteArrayOutputStream()))
        .isEmpty();
  }

  @Test
  void aBombIsEmpty() throws IOException {
    byte[] stream = compressed(CompressorSettings.zlib(9), new byte[1 << 20]);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    assertThat(Inflation.inflate(ArrayBytes.of(stream), 0, stream.length, 300_000, content))
        .isEmpty();
    assertThat(content.size()).isLessThanOrEqualTo(300_000);
  }

  @Test
  void endlessEmptyBlocksAreEmpty() throws IOException {
    byte[] stream = new byte[5 * 100_000];
    for (int i = 0; i < stream.length; i += 5) {
      stream[i + 3] = (byte) 0xff;
      stream[i + 4] = (byte) 0xff;
    }
    assertThat(
            Inflation.inflate(
                ArrayBytes.of(stream), 0, stream.length, 1 << 20, new ByteArrayOutputStream()))
        .isEmpty();
  }

  @Test
  void whatFollowsAStreamIsNotTaken() throws IOException {
    byte[] content = Objects.requireNonNull(Contents.all().get("words"));
    byte[] stream = compressed(CompressorSettings.zlib(6), content);
    byte[] more = java.util.Arrays.copyOf(stream, stream.length + 70_000);
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    assertThat(Inflation.inflate(ArrayBytes.of(more), 0, more.length, 1 << 20, inflated))
        .hasValue(new Inflated(stream.length, content.length));
    assertThat(inflated.toByteArray()).isEqualTo(content);
  }

  private static byte[] stored(byte[] content) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = 0; i < content.length; i += 60_000) {
      int count = Math.min(60_000, content.length - i);
      stream.write(i + count == content.length ? 1 : 0);
      stream.write(count);
      stream.write(count >> 8);
      stream.write(~count);
      stream.write(~count >> 8);
      stream.write(content, i, count);
    }
    return stream.toByteArray();
  }

  static byte[] compressed(CompressorSettings settings, byte[] content) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    Recompressor.ownOnly().write(new ExactRecompression(settings), ArrayBytes.of(content), to);
    return to.toByteArray();
  }

  /** Finds a way, sends it through streams, and makes the stream again with it. */
  static Recompression roundTrip(byte[] stream, byte[] content) throws IOException {
    Optional<Recompression> found =
        new DeflateProbe(DeflateProbe.Trust.NOTHING_UNSEEN)
            .find(ArrayBytes.of(stream), ArrayBytes.of(content));
    assertThat(found).isPresent();
    MemoryStreams streams = new MemoryStreams();
    found.get().write(streams);
    Recompression read = Recompression.read(streams.reader());
    for (Recompressor recompressor :
        new Recompressor[] {Recompressor.here(), Recompressor.ownOnly()}) {
      ByteArrayOutputStream made = new ByteArrayOutputStream();
      recompressor.write(read, ArrayBytes.of(content), made);
      assertThat(made.toByteArray()).isEqualTo(stream);
    }
    return read;
  }
}
