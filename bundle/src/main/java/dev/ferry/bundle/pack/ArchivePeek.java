package dev.ferry.bundle.pack;

import dev.ferry.bundle.environment.ExtraFile.Unpack;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** Looks into archives that a spec carries. */
final class ArchivePeek {
  private static final int MOST_MEMBERS = 200_000;

  private ArchivePeek() {}

  /** How an archive is to be opened: a zip by its first bytes, everything else as a tar. */
  static Unpack kind(Path archive) {
    try (InputStream in = Files.newInputStream(archive)) {
      byte[] start = in.readNBytes(2);
      return start.length == 2 && start[0] == 'P' && start[1] == 'K' ? Unpack.ZIP : Unpack.TAR;
    } catch (IOException failure) {
      throw DiskFailure.of(failure, archive);
    }
  }

  /**
   * The interpreter in a relocatable CPython: the first member {@code .../bin/python3.<minor>}.
   *
   * @param label the archive's name for messages
   * @param version {@code 3.11}
   */
  static String interpreter(Path archive, String label, String version) {
    Pattern wanted = Pattern.compile("(\\./)?(.*/)?bin/python" + Pattern.quote(version));
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        InputStream plain = decompressed(file);
        TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
      for (int count = 0; count < MOST_MEMBERS; count++) {
        TarArchiveEntry entry = tar.getNextEntry();
        if (entry == null) {
          break;
        }
        if (wanted.matcher(entry.getName()).matches()) {
          String name = entry.getName();
          return name.startsWith("./") ? name.substring(2) : name;
        }
      }
      throw wrong(label, version);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, archive);
    }
  }

  private static InputStream decompressed(InputStream file) throws IOException {
    Optional<String> name = Optional.empty();
    try {
      name = Optional.of(CompressorStreamFactory.detect(file));
    } catch (CompressorException plainTar) {
      return file;
    }
    try {
      return new CompressorStreamFactory().createCompressorInputStream(name.get(), file);
    } catch (CompressorException unsupported) {
      throw new IOException(unsupported.getMessage(), unsupported);
    }
  }

  private static FerryException wrong(String label, String version) {
    return new FerryException(
            Failure.USAGE,
            Text.of(
                "Looked for `bin/python%s` in the interpreter archive `%s`: there is none",
                "在解释器归档 `%2$s` 中寻找 `bin/python%1$s`：没有找到", version, label))
        .hint(
            Text.of(
                "Name the interpreter's path in the archive with `executable` in the spec",
                "在规格文件中用 `executable` 指明解释器在归档中的路径"));
  }
}
