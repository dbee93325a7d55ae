package dev.ferry.bundle.carry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderFuzzTest {
  private static final int ROUNDS = 400;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "good-links-inside/models.tar.gz",
        "good-interpreter/python.tar.gz",
        "archive-zip-member-damaged/models.zip"
      })
  void changedArchivesAreReadOrRefused(String name) throws IOException {
    byte[] good = bytes(name);
    Random random = new Random(20261121);
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] changed = good.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("archive"), changed);
      try {
        ArchiveReader.read(file);
      } catch (BadArchive expected) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void whatGrowsWithoutEndIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("archive"), bytes("good-links-inside/models.tar.gz"));
    assertThat(catchBad(file, 0)).isEqualTo("it grows more than 100 times when it is opened");
    assertThat(catchBad(file, 1 << 20)).isEmpty();
  }

  private static String catchBad(Path file, long room) {
    try {
      ArchiveReader.read(file, room);
      return "";
    } catch (BadArchive bad) {
      return bad.text().english();
    }
  }

  /** Unpacked, so that changes reach the tar and not only the checksum around it. */
  private static byte[] bytes(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ArchiveReaderFuzzTest.class.getResourceAsStream("/dev/ferry/bundle/carry/" + name))) {
      byte[] bytes = in.readAllBytes();
      if (!name.endsWith(".gz")) {
        return bytes;
      }
      return new GZIPInputStream(new java.io.ByteArrayInputStream(bytes)).readAllBytes();
    }
  }
}
