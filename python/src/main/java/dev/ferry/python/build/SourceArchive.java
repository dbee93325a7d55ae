package dev.ferry.python.build;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * Unpacks a source distribution: {@code .tar.gz} (PEP 625, PEP 706) or the older {@code .zip}.
 * Hostile input: only files and folders, nothing outside the folder, bounded count and size.
 */
final class SourceArchive {
  private static final int MEMBERS = 200_000;
  private static final long BYTES = 4L << 30;

  private final String label;
  private int members;
  private long bytes;

  private SourceArchive(String label) {
    this.label = label;
  }

  /**
   * Unpacks and returns the one top-level folder, which PEP 517 calls the source tree.
   *
   * @param archive the sdist
   * @param label its file name, which also tells its format
   */
  static Path unpack(Path archive, String label, Path destination) {
    SourceArchive reader = new SourceArchive(label);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
        ArchiveInputStream<? extends ArchiveEntry> entries = open(file, label)) {
      reader.unpack(entries, destination);
      return reader.onlyFolder(destination);
    } catch (IOException broken) {
      throw new FerryException(
          Failure.VERIFICATION,
          Text.of("Cannot unpack `%s`: %s", "无法解包 `%s`：%s", label, broken.getMessage()),
          broken);
    } catch (NoClassDefFoundError another) {
      // A zip may name methods whose libraries are not here: Zstandard, which no sdist uses.
      throw reader.bad("compression method", String.valueOf(another.getMessage()));
    }
  }

  private static ArchiveInputStream<? extends ArchiveEntry> open(InputStream file, String label)
      throws IOException {
    if (label.endsWith(".zip")) {
      return new ZipArchiveInputStream(file);
    }
    if (label.endsWith(".tar.gz") || label.endsWith(".tgz")) {
      return new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16), "UTF-8");
    }
    throw new FerryException(
        Failure.REFUSED,
        Text.of(
            "The source format of `%s` is not supported, want `.tar.gz` or `.zip`",
            "不支持 `%s` 的源码格式，应为 `.tar.gz` 或 `.zip`", label));
  }

  private void unpack(ArchiveInputStream<? extends ArchiveEntry> entries, Path destination)
      throws IOException {
    for (ArchiveEntry entry; (entry = entries.getNextEntry()) != null; ) {
      if (++members > MEMBERS) {
        throw bad("number of members", "over " + MEMBERS);
      }
      Path path = place(entry.getName(), destination);
      if (entry.isDirectory()) {
        Files.createDirectories(path);
      } else if (isFile(entry)) {
        Files.createDirectories(path.getParent());
        copy(entries, path);
        if (isExecutable(entry)) {
          path.toFile().setExecutable(true, false);
        }
      }
    }
  }

  private Path place(String name, Path destination) {
    try {
      Path path = destination.resolve(name).normalize();
      if (path.startsWith(destination) && name.indexOf('\\') < 0) {
        return path;
      }
    } catch (InvalidPathException notAPath) {
      throw bad("path", name);
    }
    throw bad("path", name);
  }

  /**
   * Links are left out, as a wheel has no use for them; a build that needs one fails with its own
   * message.
   */
  private boolean isFile(ArchiveEntry entry) {
    return switch (entry) {
      case TarArchiveEntry tar -> tar.isFile() && !tar.isLink() && !tar.isSymbolicLink();
      case ZipArchiveEntry zip -> !zip.isUnixSymlink();
      default -> throw bad("kind of member", entry.getName());
    };
  }

  private static boolean isExecutable(ArchiveEntry entry) {
    return entry instanceof TarArchiveEntry tar && (tar.getMode() & 0100) != 0;
  }

  private void copy(InputStream content, Path path) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (OutputStream file = Files.newOutputStream(path)) {
      for (int n; (n = content.read(buffer)) > 0; ) {
        bytes += n;
        if (bytes > BYTES) {
          throw bad("unpacked size", "over " + BYTES + " bytes");
        }
        file.write(buffer, 0, n);
      }
    }
  }

  private Path onlyFolder(Path destination) throws IOException {
    try (Stream<Path> listed = Files.list(destination)) {
      List<Path> top = listed.filter(Files::isDirectory).toList();
      if (top.size() != 1) {
        throw bad("number of top-level folders", String.valueOf(top.size()));
      }
      return top.get(0);
    }
  }

  private FerryException bad(String field, String value) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Bad value for `%s` in source distribution `%s`: `%s`",
            "源码包 `%2$s` 中 `%1$s` 的值有误：`%3$s`", field, label, value));
  }
}
