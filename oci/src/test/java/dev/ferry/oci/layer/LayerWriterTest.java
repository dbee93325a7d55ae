package dev.ferry.oci.layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import dev.ferry.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class LayerWriterTest {
  private static final byte[] LARGE = words(200_000);

  @Test
  void theBlobInflatesToTheTar() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    Layer compressed = LayerWriter.write(Compression.GZIP, entries(), gzip);
    Layer plain = LayerWriter.write(Compression.NONE, entries(), tar);
    assertThat(inflated(gzip.toByteArray())).isEqualTo(tar.toByteArray());
    assertThat(compressed.diffId()).isEqualTo(plain.diffId()).isEqualTo(plain.digest());
    assertThat(compressed.digest()).isEqualTo(Digest.of(gzip.toByteArray()));
    assertThat(compressed.size()).isEqualTo(gzip.size());
    assertThat(compressed.tarSize()).isEqualTo(tar.size()).isEqualTo(plain.size());
  }

  @Test
  void aCompressedFileKeepsItsStream() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    LayerWriter.write(Compression.GZIP, entries(), gzip);
    String stream = new String(deflated(LARGE), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(gzip.toString(java.nio.charset.StandardCharsets.ISO_8859_1)).contains(stream);
  }

  /** Written down once: another digest means that every image changes. */
  @Test
  void theBytesAreTheSameForEver() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    Layer layer = LayerWriter.write(Compression.GZIP, small(), gzip);
    assertThat(layer.diffId().hex())
        .isEqualTo("a7171f3935ca75fee85eeb4f4d9cfaecaa84ff4971968334c270ce0926d2fadd");
    assertThat(layer.digest().hex())
        .isEqualTo("0b0bc57c3a91210ab90dbdf160bac75d1bb03bc9c1cf6180bb318cd619036bfd");
  }

  /** Written down once, with zstd-jni 1.5.7-6; so the version of the library cannot slip. */
  @Test
  void theBytesOfZstdAreTheSameForEver() throws IOException {
    ByteArrayOutputStream zstd = new ByteArrayOutputStream();
    Layer layer = LayerWriter.write(Compression.ZSTD, entries(), zstd);
    assertThat(layer.diffId().hex())
        .isEqualTo("ea1eb96a9098b79ec5fa09f38b9afd95251acd6c02e3a98870cc55d537b6127b");
    assertThat(layer.digest().hex())
        .isEqualTo("19d7ae3d79fd4c95e0c83a7140f7112cf385ab66d4dc5364c89fd123d1b016f2");
    assertThat(Compression.ZSTD.compressorId()).isEqualTo("zstd-jni-1.5.7-6-l3-1");
  }

  @Test
  void everyCompressionHasTheSameTar() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    Layer plain = LayerWriter.write(Compression.NONE, entries(), tar);
    ByteArrayOutputStream zstd = new ByteArrayOutputStream();
    Layer compressed = LayerWriter.write(Compression.ZSTD, entries(), zstd);
    try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(zstd.toByteArray()))) {
      assertThat(in.readAllBytes()).isEqualTo(tar.toByteArray());
    }
    assertThat(compressed.diffId()).isEqualTo(plain.diffId());
    assertThat(compressed.digest()).isEqualTo(Digest.of(zstd.toByteArray()));
    // RFC 8878, 3.1.1.1.1: content checksum, no content size.
    assertThat(zstd.toByteArray()[4]).isEqualTo((byte) 0x04);
  }

  @Test
  void aTarThatExistsIsCompressedAsItIsWhateverTheSizesOfTheReads() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LayerWriter.write(Compression.NONE, entries(), out);
    byte[] tar = out.toByteArray();
    for (Compression compression : Compression.values()) {
      Layer whole =
          LayerWriter.compress(
              compression, new ByteArrayInputStream(tar), new ByteArrayOutputStream());
      Layer dripped =
          LayerWriter.compress(
              compression,
              new FilterInputStream(new ByteArrayInputStream(tar)) {
                @Override
                public int read(byte[] bytes, int from, int count) throws IOException {
                  return super.read(bytes, from, Math.min(count, 1009));
                }
              },
              new ByteArrayOutputStream());
      assertThat(dripped).isEqualTo(whole);
      assertThat(whole.diffId()).isEqualTo(Digest.of(tar));
      assertThat(whole.tarSize()).isEqualTo(tar.length);
    }
  }

  /** The sizes in which a sink is given the tar must not show in the blob. */
  @Test
  void theBlobOfZstdDoesNotDependOnTheCalls() throws IOException {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    ByteArrayOutputStream once = new ByteArrayOutputStream();
    try (ZstdSink first = new ZstdSink(parts);
        ZstdSink second = new ZstdSink(once)) {
      for (int i = 0; i < LARGE.length; i += 777) {
        first.write(LARGE, i, Math.min(777, LARGE.length - i));
      }
      first.end();
      second.write(LARGE, 0, LARGE.length);
      second.end();
    }
    assertThat(parts.toByteArray()).isEqualTo(once.toByteArray());
  }

  @Test
  void aStreamThatIsNotWhatItsDirectorySaysIsRefused() {
    byte[] stream = deflated(LARGE);
    for (LayerContent wrong :
        List.of(
            new LayerContent.Deflated(LARGE.length, crc(LARGE) + 1, stream.length, open(stream)),
            new LayerContent.Deflated(LARGE.length - 1, crc(LARGE), stream.length, open(stream)),
            new LayerContent.Deflated(LARGE.length + 1, crc(LARGE), stream.length, open(stream)),
            new LayerContent.Deflated(LARGE.length, crc(LARGE), stream.length - 1, open(stream)),
            new LayerContent.Deflated(LARGE.length, crc(LARGE), stream.length + 1, open(stream)),
            new LayerContent.Streamed(LARGE.length - 1, open(LARGE)),
            new LayerContent.Streamed(LARGE.length + 1, open(LARGE)))) {
      LayerEntry file = new LayerEntry.File("a", 0644, 0, wrong);
      for (Compression compression : Compression.values()) {
        assertThatThrownBy(
                () -> LayerWriter.write(compression, List.of(file), new ByteArrayOutputStream()))
            .as("%s %s", compression, wrong)
            .isInstanceOf(IOException.class);
      }
    }
  }

  private static List<LayerEntry> small() {
    return List.of(
        new LayerEntry.Folder("opt", 0755, 0),
        new LayerEntry.Folder("opt/数据", 01777, 65532),
        new LayerEntry.File("opt/数据/a.txt", 0644, 65532, plain("hello\n")),
        new LayerEntry.File("opt/" + "long/".repeat(30) + "b", 0755, 0, plain("#!/bin/sh\n")),
        new LayerEntry.Link("opt/c", 0, "数据/a.txt"));
  }

  private static List<LayerEntry> entries() {
    byte[] little = words(900);
    return List.of(
        new LayerEntry.Folder("opt", 0755, 0),
        new LayerEntry.File("opt/a", 0644, 0, stream(LARGE)),
        new LayerEntry.File("opt/b", 0644, 0, stream(little)),
        new LayerEntry.File("opt/c", 0644, 0, stream(new byte[0])),
        new LayerEntry.File("opt/d", 0755, 0, new LayerContent.Streamed(LARGE.length, open(LARGE))),
        new LayerEntry.File("opt/e", 0644, 0, stream(LARGE)),
        new LayerEntry.File("opt/f", 0644, 0, stream(LARGE)));
  }

  private static LayerContent plain(String text) {
    return new LayerContent.Plain(text.getBytes(UTF_8));
  }

  private static LayerContent stream(byte[] bytes) {
    byte[] stream = deflated(bytes);
    return new LayerContent.Deflated(bytes.length, crc(bytes), stream.length, open(stream));
  }

  private static LayerContent.Source open(byte[] bytes) {
    return () -> new ByteArrayInputStream(bytes);
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(6, true);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] room = new byte[bytes.length + 100];
    int length = deflater.deflate(room);
    deflater.end();
    return java.util.Arrays.copyOf(room, length);
  }

  private static byte[] inflated(byte[] gzip) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }

  private static byte[] words(int count) {
    Random random = new Random(7);
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) "etaoinshrdlu \n".charAt(random.nextInt(14));
    }
    return bytes;
  }
}
