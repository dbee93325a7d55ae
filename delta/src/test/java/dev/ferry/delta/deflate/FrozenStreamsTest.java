package dev.ferry.delta.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.delta.bytes.ArrayBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the format's page gives for the content of the self-test is what is made. */
class FrozenStreamsTest {
  @Test
  void everyStreamHasTheDigestOfThePage() throws IOException, NoSuchAlgorithmException {
    String page = Files.readString(Path.of("../docs/formats/delta-deflate.md"));
    assertThat(page).contains(sha256(JdkSelfTest.content())).contains(JdkSelfTest.EXPECTED);
    Matcher row =
        Pattern.compile("\\| ([0-3]), ([369]) \\| ([0-9,]+) \\| `([0-9a-f]{64})` \\|")
            .matcher(page);
    int rows = 0;
    while (row.find()) {
      CompressorFamily family =
          List.of(CompressorFamily.values()).get(Integer.parseInt(row.group(1)));
      int level = Integer.parseInt(row.group(2));
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      Recompressor.ownOnly()
          .write(
              new ExactRecompression(CompressorSettings.usual(family, level)),
              ArrayBytes.of(JdkSelfTest.content()),
              stream);
      assertThat(sha256(stream.toByteArray())).as(row.group()).isEqualTo(row.group(4));
      assertThat(stream.size()).isEqualTo(Integer.parseInt(row.group(3).replace(",", "")));
      rows++;
    }
    assertThat(rows).isEqualTo(10);
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
