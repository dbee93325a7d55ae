package dev.ferry.python.build;

import dev.ferry.model.Digest;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.python.wheel.WheelArchive;
import dev.ferry.python.wheel.WheelMember;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes a freshly built wheel again so that the same members give the same bytes: sorted by path,
 * dated 1980-01-01, stored without compression (no zlib takes part), modes 0644 or 0755, RECORD
 * made anew (PEP 427).
 */
final class WheelRewriter {
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private WheelRewriter() {}

  /** Reads {@code built}, which is checked as any foreign wheel is, and writes {@code result}. */
  static void rewrite(Path built, Path result) {
    String label = String.valueOf(built.getFileName());
    try (FileBytes bytes = FileBytes.open(built);
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(result)) {
      WheelArchive wheel = WheelArchive.open(bytes, label);
      String recordPath = wheel.distInfo() + "/RECORD";
      List<WheelMember> members =
          wheel.members().stream().sorted(Comparator.comparing(WheelMember::path)).toList();
      byte[] record = record(wheel, members, recordPath);
      for (WheelMember member : members) {
        if (member.path().equals(recordPath)) {
          put(zip, recordPath, 0644, record.length, crc(record), new ByteArrayInputStream(record));
        } else {
          int mode = (member.mode() & 0111) == 0 ? 0644 : 0755;
          try (InputStream content = wheel.stream(member)) {
            put(zip, member.path(), mode, member.size(), member.crc(), content);
          }
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static byte[] record(WheelArchive wheel, List<WheelMember> members, String recordPath)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    for (WheelMember member : members) {
      lines.append(field(member.path()));
      if (member.path().equals(recordPath)) {
        lines.append(",,\n");
        continue;
      }
      MessageDigest digest = Digest.sha256();
      try (InputStream content = new DigestInputStream(wheel.stream(member), digest)) {
        content.transferTo(java.io.OutputStream.nullOutputStream());
      }
      String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
      lines.append(",sha256=").append(hash).append(',').append(member.size()).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** RECORD is CSV. */
  private static String field(String path) {
    boolean plain = path.indexOf(',') < 0 && path.indexOf('"') < 0;
    return plain ? path : '"' + path.replace("\"", "\"\"") + '"';
  }

  private static void put(
      ZipArchiveOutputStream zip, String path, int mode, long size, long crc, InputStream content)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(path);
    entry.setTimeLocal(DATE);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(size);
    entry.setCompressedSize(size);
    entry.setCrc(crc);
    entry.setUnixMode(0100000 | mode);
    zip.putArchiveEntry(entry);
    content.transferTo(zip);
    zip.closeArchiveEntry();
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
