package dev.ferry.delta.generate.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.deflate.CompressorFamily;
import dev.ferry.delta.deflate.CompressorSettings;
import dev.ferry.delta.stream.MemoryStreams;
import dev.ferry.delta.stream.StreamKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The vectors in {@code docs/formats/delta-deflate.md} are what the code makes. */
class FormatVectorsTest {
  private static final byte[] CONTENT =
      "Ferry carries; a ferry carried, and ferries carry."
          .repeat(3)
          .getBytes(StandardCharsets.US_ASCII);

  private final String page;

  FormatVectorsTest() throws IOException {
    page = Files.readString(Path.of("../docs/formats/delta-deflate.md"));
  }

  @Test
  void streamsOfEveryFamily() throws IOException {
    Matcher row = Pattern.compile("\\| ([0-3]) \\| `([0-9a-f]+)` \\|").matcher(page);
    int rows = 0;
    while (row.find()) {
      CompressorFamily family =
          List.of(CompressorFamily.values()).get(Integer.parseInt(row.group(1)));
      byte[] stream = DeflateProbeTest.compressed(CompressorSettings.usual(family, 6), CONTENT);
      assertThat(HexFormat.of().formatHex(stream)).isEqualTo(row.group(2));
      rows++;
    }
    assertThat(rows).isEqualTo(4);
  }

  @Test
  void correctionsOfAFlush() {
    byte[] stream = vector("after 60 bytes: ");
    MemoryStreams streams = new MemoryStreams();
    new DeflateProbe(DeflateProbe.Trust.NOTHING_UNSEEN)
        .find(ArrayBytes.of(stream), ArrayBytes.of(CONTENT))
        .orElseThrow()
        .write(streams);
    assertThat(streams.bytes(StreamKind.DEFLATE)).isEqualTo(vector("is DEFLATE "));
    assertThat(streams.bytes(StreamKind.DEFLATE_BLOCKS)).isEqualTo(vector("DEFLATE_BLOCKS "));
    assertThat(streams.bytes(StreamKind.DEFLATE_TOKENS)).isEqualTo(vector("DEFLATE_TOKENS "));
    assertThat(streams.bytes(StreamKind.DEFLATE_CODES)).isEmpty();
  }

  private byte[] vector(String before) {
    Matcher found = Pattern.compile(Pattern.quote(before) + "`([0-9a-f]+)`").matcher(page);
    assertThat(found.find()).isTrue();
    return HexFormat.of().parseHex(found.group(1));
  }
}
