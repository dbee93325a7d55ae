package dev.ferry.bundle.read;

import dev.ferry.model.Text;
import dev.ferry.oci.archive.Extent;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lists a folder without following any link. */
final class FolderScan extends SimpleFileVisitor<Path> {
  private final Path folder;
  private final SortedMap<String, Extent> files = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private FolderScan(Path folder) {
    this.folder = folder;
  }

  /** The folder itself may be named by a link. */
  static Container scan(Path folder) {
    try {
      FolderScan scan = new FolderScan(folder.toRealPath());
      Files.walkFileTree(scan.folder, scan);
      return new Container(folder, scan.files, scan.problems);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (files.size() + problems.size() >= Container.MOST) {
      throw Container.tooMany(folder);
    }
    String path = folder.relativize(file).toString();
    if (attributes.isRegularFile()) {
      Object inode = attributes.fileKey() == null ? path : attributes.fileKey();
      files.put(path, new Extent(file, 0, attributes.size(), inode));
    } else {
      problems.add(
          new Problem(path, Text.of("neither a regular file nor a folder", "既不是普通文件也不是目录")));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    problems.add(
        new Problem(folder.relativize(file).toString(), DiskFailure.of(failure, file).text()));
    return FileVisitResult.CONTINUE;
  }
}
