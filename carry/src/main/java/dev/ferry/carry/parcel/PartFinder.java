package dev.ferry.carry.parcel;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.InputFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lists the files that could be parts, each once, in order of their names. */
final class PartFinder extends SimpleFileVisitor<Path> {
  /** How many folders deep it looks: a medium, a folder for each parcel, one of an archiver. */
  private static final int DEPTH = 4;

  private static final int MOST_FILES = 100_000;

  private final SortedMap<Path, Long> sizes = new TreeMap<>();

  /** A file and its size in bytes. */
  record Candidate(Path file, long size) {}

  /**
   * Lists files of at least the size of a header.
   *
   * @throws FerryException of kind ENVIRONMENT where a place is not there, REFUSED where there are
   *     too many files
   */
  static List<Candidate> find(List<Path> places) {
    PartFinder finder = new PartFinder();
    for (Path place : places) {
      try {
        InputFile.requireFile(place);
        Files.walkFileTree(
            place.toRealPath(), EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEPTH, finder);
      } catch (IOException failure) {
        throw DiskFailure.of(failure, place);
      }
    }
    return finder.sizes.entrySet().stream()
        .map(entry -> new Candidate(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile() && attributes.size() >= PartHeader.SIZE) {
      sizes.put(file, attributes.size());
      if (sizes.size() > MOST_FILES) {
        throw new FerryException(
                Failure.REFUSED,
                Text.of(
                    "Cannot look for parts: more than %d files", "无法查找分卷：文件超过 %d 个", MOST_FILES))
            .hint(Text.of("Name the folder with the parts", "请指定分卷所在的文件夹"));
      }
    }
    return FileVisitResult.CONTINUE;
  }

  /** What one may not open is not among the parts; they will be missed. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    return FileVisitResult.CONTINUE;
  }
}
