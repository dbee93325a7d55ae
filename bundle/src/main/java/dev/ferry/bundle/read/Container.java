package dev.ferry.bundle.read;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * The names of a folder or a tar.
 *
 * @param origin the folder or the tar
 * @param files regular files by path with {@code /}
 * @param problems what is neither a regular file nor a folder, or has a name that cannot be
 */
public record Container(Path origin, SortedMap<String, Extent> files, List<Problem> problems) {
  /** Most names that are looked at. */
  static final int MOST = 1_000_000;

  public Container {
    files = Collections.unmodifiableSortedMap(files);
    problems = List.copyOf(problems);
  }

  /** Lists a folder or a tar. */
  public static Container open(Path origin) {
    if (Files.isDirectory(origin)) {
      return FolderScan.scan(origin);
    }
    if (Files.isRegularFile(origin)) {
      return TarScan.scan(origin);
    }
    throw new FerryException(
        Failure.USAGE,
        Text.of(
            "Opened the bundle `%s`: it is neither a folder nor a tar",
            "打开包 `%s`：它既不是目录也不是 tar 文件", origin));
  }

  static FerryException tooMany(Path origin) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Opened the bundle `%s`: it has more than %d names",
            "打开包 `%s`：其中的名字超过 %d 个", origin, MOST));
  }
}
