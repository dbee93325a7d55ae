package dev.ferry.carry.receive;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What paths of a command line are. */
final class Sources {
  private static final List<String> TOPS = List.of("oci-layout", "index.json", "SHA256SUMS");
  private static final byte[] PART = "ferry-parcel ".getBytes(StandardCharsets.US_ASCII);

  private Sources() {}

  /**
   * A folder with the files of a bundle, or a file that is no part of a parcel. What is neither is
   * refused.
   */
  static boolean isBundle(Path path) {
    if (Files.isDirectory(path)) {
      return TOPS.stream().anyMatch(name -> Files.exists(path.resolve(name)));
    }
    if (!Files.exists(path)) {
      throw new FerryException(
          Failure.USAGE, Text.of("Cannot import `%s`: it does not exist", "无法导入 `%s`：它不存在", path));
    }
    if (beginsAsPart(path)) {
      return false;
    }
    Strangers.refuse(path);
    return true;
  }

  private static boolean beginsAsPart(Path file) {
    try (InputStream in = InputFile.open(file)) {
      return Arrays.equals(in.readNBytes(PART.length), PART);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, file);
    }
  }

  /** The name of a folder or file, for the ledger. */
  static String shown(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString().replaceAll("\\p{Cntrl}", "?");
  }
}
