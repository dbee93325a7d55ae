package dev.ferry.bundle.read;

import dev.ferry.bundle.layout.Listing;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.archive.Extent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

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

  private static final int MOST_CHILDREN = 1000;
  private static final int MOST_NAMED = 3;

  /** A folder or tar with none of these is something else, not a damaged bundle. */
  private static final List<String> TOPS =
      List.of(LayoutReader.INDEX, LayoutReader.MARKER, Listing.NAME);

  public Container {
    files = Collections.unmodifiableSortedMap(files);
    problems = List.copyOf(problems);
  }

  /** Lists a folder or a tar. */
  public static Container open(Path origin) {
    if (Files.isDirectory(origin)) {
      if (TOPS.stream().noneMatch(name -> Files.exists(origin.resolve(name)))) {
        throw noBundle(origin);
      }
      return FolderScan.scan(origin);
    }
    if (Files.isRegularFile(origin)) {
      Container tar = TarScan.scan(origin);
      if (TOPS.stream().noneMatch(name -> tar.files().containsKey(name))) {
        throw noBundle(origin);
      }
      return tar;
    }
    throw new FerryException(
        Failure.USAGE,
        Files.exists(origin)
            ? Text.of(
                "Cannot open the bundle `%s`: it is neither a folder nor a tar",
                "无法打开包 `%s`：它既不是目录也不是 tar 文件", origin)
            : Text.of("Cannot open the bundle `%s`: it does not exist", "无法打开包 `%s`：它不存在", origin));
  }

  private static FerryException noBundle(Path origin) {
    return new FerryException(
            Failure.USAGE,
            Text.of("`%s` is not a bundle (no `oci-layout`)", "`%s` 不是包（没有 `oci-layout`）", origin))
        .hint(inside(origin));
  }

  /** The bundles in a folder, where it is the parent that was named. */
  private static Text inside(Path origin) {
    List<String> bundles = List.of();
    if (Files.isDirectory(origin)) {
      try (Stream<Path> children = Files.list(origin)) {
        bundles =
            children
                .limit(MOST_CHILDREN)
                .filter(child -> Files.isRegularFile(child.resolve(LayoutReader.MARKER)))
                .map(child -> "`" + child + "`")
                .sorted()
                .limit(MOST_NAMED)
                .toList();
      } catch (IOException | UncheckedIOException notReadable) {
        bundles = List.of();
      }
    }
    return bundles.isEmpty()
        ? Text.of(
            "Name the folder or the tar that `ferry pack` wrote", "请给出 `ferry pack` 写出的目录或 tar 文件")
        : Text.of("Did you mean %s?", "是否指 %s？", String.join(", ", bundles));
  }

  static FerryException tooMany(Path origin) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Cannot open the bundle `%s`: it has more than %d names",
            "无法打开包 `%s`：其中的名字超过 %d 个", origin, MOST));
  }
}
