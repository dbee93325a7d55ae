package dev.ferry.python.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.model.FerryException;
import dev.ferry.python.fuzz.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources with seeded changes: unpacked below their folder, or refused. */
class SourceArchiveFuzzTest {
  private static final byte[] TEXT = "some text ".repeat(20).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private int round;

  @Test
  void changedTarsAreUnpackedOrRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      put(tar, new TarArchiveEntry("a-1/PKG-INFO"), TEXT);
      put(tar, new TarArchiveEntry("a-1/" + "long".repeat(40) + ".py"), TEXT);
      TarArchiveEntry link = new TarArchiveEntry("a-1/link", TarConstants.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      put(tar, link, new byte[0]);
    }
    int refused =
        Mutations.tryBytes(
            400, bytes.toByteArray(), changed -> unpack("a-1.tar.gz", zipped(changed)));
    assertThat(refused).isBetween(40, 400);
  }

  @Test
  void changedZipsAreUnpackedOrRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("a-1/", "a-1/PKG-INFO", "a-1/a.py")) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2020, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(name.endsWith("/") ? new byte[0] : TEXT);
      }
    }
    int refused =
        Mutations.tryBytes(400, bytes.toByteArray(), changed -> unpack("a-1.zip", changed));
    assertThat(refused).isBetween(20, 390);
  }

  /** Method 93, whose library is not here. */
  @Test
  void aZipWithZstandardIsRefused() throws IOException {
    CRC32 crc = new CRC32();
    crc.update(TEXT);
    ZipEntry stored = new ZipEntry("a-1/PKG-INFO");
    stored.setMethod(ZipEntry.STORED);
    stored.setSize(TEXT.length);
    stored.setCrc(crc.getValue());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(stored);
      zip.write(TEXT);
    }
    byte[] changed = bytes.toByteArray();
    changed[8] = 93;
    assertThatThrownBy(() -> unpack("a-1.zip", changed)).hasMessageContaining("compression method");
  }

  private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] bytes)
      throws IOException {
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static byte[] zipped(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return zipped.toByteArray();
  }

  private void unpack(String label, byte[] bytes) {
    try {
      Path place = Files.createDirectory(folder.resolve("p" + round++));
      Path archive = Files.write(place.resolve("archive"), bytes);
      Path into = Files.createDirectory(place.resolve("into"));
      try {
        assertThat(SourceArchive.unpack(archive, label, into)).isDirectory().hasParent(into);
      } finally {
        try (Stream<Path> beside = Files.list(place)) {
          assertThat(beside).containsExactlyInAnyOrder(archive, into);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FerryException refused) {
      assertThat(refused.text().english()).contains(label);
      throw refused;
    }
  }
}
