package dev.ferry.delta.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.model.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vector of the format page: deltas of a released version are understood for ever. */
class FormatVectorTest {
  @TempDir Path folder;

  @Test
  void theVectorOfThePageIsApplied() throws IOException {
    Path old = Files.write(folder.resolve("old"), bytes("old"));
    Path delta = Files.write(folder.resolve("delta"), bytes("delta"));
    Path made = folder.resolve("made");
    ApplyLimits limits = ApplyLimits.exactly(folder, 301);
    DeltaApplier.apply(old, delta, made, limits, Progress.NONE);
    assertThat(made).hasBinaryContent(bytes("new"));
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in =
        FormatVectorTest.class.getResourceAsStream("/vectors/zip/" + name + ".hex")) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
  }
}
