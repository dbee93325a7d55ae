package dev.ferry.bundle.carry;

import dev.ferry.bundle.environment.ExtraFile.Unpack;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Reads archives to their end: tar (plain, gzip, bzip2, xz) and zip, as {@code install.py} does.
 */
public final class ArchiveReader {
  /** An archive that grows more than this many times, and beyond 64 MiB, is a bomb. */
  private static final long MOST_GROWTH = 100;

  private static final long ALWAYS_ALLOWED = 64L << 20;
  private static final int HEAD = 20;

  /** KiB; {@code xz -9} needs 65 MiB. */
  private static final int MOST_XZ_MEMORY = 1 << 18;

  private final ArchiveContents contents = new ArchiveContents();
  private final byte[] chunk = new byte[1 << 16];
  private long room;

  private ArchiveReader(long room) {
    this.room = room;
  }

  /** How an archive is to be opened: a zip by its first bytes, everything else as a tar. */
  public static Unpack kind(Path archive) {
    byte[] start = start(archive);
    return start[0] == 'P' && start[1] == 'K' ? Unpack.ZIP : Unpack.TAR;
  }

  private static byte[] start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = new byte[6];
      in.readNBytes(start, 0, start.length);
      return start;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** What an archive holds. */
  static ArchiveContents read(Path archive) throws BadArchive {
    try {
      return read(archive, Math.max(ALWAYS_ALLOWED, Files.size(archive) * MOST_GROWTH));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, archive);
    }
  }

  /**
   * The same, within a limit.
   *
   * @param room most bytes that it may grow to
   */
  static ArchiveContents read(Path archive, long room) throws BadArchive {
    Unpack kind = kind(archive);
    try {
      ArchiveReader reader = new ArchiveReader(room);
      if (kind == Unpack.ZIP) {
        reader.zip(archive);
      } else {
        reader.tar(archive);
      }
      if (reader.contents.members().isEmpty()) {
        throw new BadArchive(Text.of("it is an archive without any file", "它是没有任何文件的归档"));
      }
      return reader.contents;
    } catch (IOException | RuntimeException unreadable) {
      // The library raises many kinds for bytes that it cannot read.
      throw new BadArchive(
          kind == Unpack.ZIP
              ? Text.of("it cannot be read as a zip archive", "无法作为 zip 归档读取")
              : Text.of(
                  "it cannot be read as a tar (plain, gzip, bzip2, xz) or zip archive",
                  "无法作为 tar（未压缩、gzip、bzip2、xz）或 zip 归档读取"));
    }
  }

  /** The bytes of a tar, whichever way it is compressed. Nobody has checked them. */
  public static InputStream tarStream(Path archive) throws IOException {
    return plain(start(archive), new BufferedInputStream(Files.newInputStream(archive), 1 << 16));
  }

  private void tar(Path archive) throws IOException, BadArchive {
    try (InputStream plain = tarStream(archive);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(plain, StandardCharsets.UTF_8.name())) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        if (!entry.isCheckSumOK()) {
          throw new IOException("checksum of a header");
        }
        member(tar, entry);
      }
      drain(plain);
    }
  }

  private static InputStream plain(byte[] start, InputStream file) throws IOException {
    if ((start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b) {
      return new BufferedInputStream(new GZIPInputStream(file, 1 << 16), 1 << 16);
    }
    if (start[0] == 'B' && start[1] == 'Z' && start[2] == 'h') {
      return new BZip2CompressorInputStream(file, true);
    }
    if ((start[0] & 0xff) == 0xfd && start[1] == '7' && start[2] == 'z' && start[3] == 'X') {
      return XZCompressorInputStream.builder()
          .setInputStream(file)
          .setDecompressConcatenated(true)
          .setMemoryLimitKiB(MOST_XZ_MEMORY)
          .get();
    }
    return file;
  }

  private void member(TarArchiveInputStream tar, TarArchiveEntry entry)
      throws IOException, BadArchive {
    String path = plainName(entry.getName());
    if (path.isEmpty() || path.equals(".")) {
      return;
    }
    if (entry.isSymbolicLink()) {
      contents.addLink(path, entry.getLinkName());
    } else if (entry.isLink()) {
      contents.addHardLink(path, plainName(entry.getLinkName()));
    } else if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
      throw special(path);
    } else if (entry.isDirectory()) {
      contents.addFolder(path);
    } else {
      contents.addFile(path, head(tar));
      drain(tar);
    }
  }

  private static BadArchive special(String path) {
    return new BadArchive(
        Text.of(
            "its member `%s` is neither file, folder nor link",
            "其成员 `%s` 既不是文件，也不是目录或链接", ArchiveContents.shown(path)));
  }

  private static String plainName(String name) {
    String path = name;
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  private void zip(Path archive) throws IOException, BadArchive {
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        String name = entry.getName();
        if (name.endsWith("/")) {
          contents.addFolder(name.substring(0, name.length() - 1));
          continue;
        }
        if (entry.isUnixSymlink()) {
          throw new BadArchive(
              Text.of(
                  "its member `%s` is a link; links travel in a tar, not in a zip",
                  "其成员 `%s` 是链接；链接请用 tar 归档，不要用 zip", ArchiveContents.shown(name)));
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
          throw new BadArchive(
              Text.of("its member `%s` is encrypted", "其成员 `%s` 已加密", ArchiveContents.shown(name)));
        }
        try (InputStream in = zip.getInputStream(entry)) {
          zipMember(name, entry, in);
        }
      }
    }
  }

  private void zipMember(String name, ZipArchiveEntry entry, InputStream in)
      throws IOException, BadArchive {
    byte[] head = head(in);
    contents.addFile(name, head);
    CRC32 crc = new CRC32();
    crc.update(head);
    int count;
    while ((count = in.read(chunk)) >= 0) {
      spend(count);
      crc.update(chunk, 0, count);
    }
    if (crc.getValue() != entry.getCrc()) {
      throw new IOException("checksum of a member");
    }
  }

  private byte[] head(InputStream in) throws IOException, BadArchive {
    byte[] head = in.readNBytes(HEAD);
    spend(head.length);
    return head;
  }

  private void drain(InputStream in) throws IOException, BadArchive {
    int count;
    while ((count = in.read(chunk)) >= 0) {
      spend(count);
    }
  }

  private void spend(int count) throws BadArchive {
    room -= count;
    if (room < 0) {
      throw new BadArchive(
          Text.of("it grows more than %d times when it is opened", "展开后超过原大小的 %d 倍", MOST_GROWTH));
    }
  }
}
