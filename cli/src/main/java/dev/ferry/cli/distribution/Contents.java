package dev.ferry.cli.distribution;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of an archive by their path in it. */
final class Contents {
  /** Of a JDK that is copied: what compiles or documents, and never runs Ferry. */
  private static final List<String> NEEDLESS =
      List.of("src.zip", "lib/src.zip", "lib/ct.sym", "demo", "man", "include", "jmods", "sample");

  /** One file. */
  sealed interface Entry {
    /** Its bytes are here. */
    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    record Made(byte[] bytes, boolean program) implements Entry {}

    /** Its bytes lie elsewhere. */
    record Copied(Path file, long size, boolean program) implements Entry {}

    /** A symbolic link. */
    record Link(String target) implements Entry {}
  }

  private final SortedMap<String, Entry> entries = new TreeMap<>();

  SortedMap<String, Entry> entries() {
    return entries;
  }

  /** Bytes of all files. */
  long size() {
    return entries.values().stream().mapToLong(Contents::size).sum();
  }

  private static long size(Entry entry) {
    return switch (entry) {
      case Entry.Made made -> made.bytes().length;
      case Entry.Copied copied -> copied.size();
      case Entry.Link link -> 0;
    };
  }

  void add(String path, byte[] bytes) {
    entries.put(path, new Entry.Made(bytes, false));
  }

  void addProgram(String path, byte[] bytes) {
    entries.put(path, new Entry.Made(bytes, true));
  }

  /** Adds a runtime below {@code runtime}; links may only lead to other files of it. */
  void addRuntime(Path folder) {
    try {
      Path top = folder.toRealPath();
      Files.walkFileTree(
          top,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              return NEEDLESS.contains(name(top, path))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
                throws IOException {
              if (!NEEDLESS.contains(name(top, path))) {
                entries.put("runtime/" + name(top, path), entry(top, path, attributes));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
  }

  private static String name(Path top, Path path) {
    return top.relativize(path).toString();
  }

  /** Distributions replace files of a JDK by links to {@code /etc}: such a file is taken itself. */
  private static Entry entry(Path top, Path path, BasicFileAttributes attributes)
      throws IOException {
    if (attributes.isSymbolicLink()) {
      Path target = Files.readSymbolicLink(path);
      Path real = path.resolveSibling(target).normalize();
      if (!target.isAbsolute() && real.startsWith(top)) {
        return new Entry.Link(target.toString());
      }
    }
    if (!Files.isRegularFile(path)) {
      throw new FerryException(
          Failure.USAGE,
          Text.of(
              "Cannot package `%s` of the runtime: it is neither a file nor a link to one",
              "无法打包运行时中的 `%s`：它既不是文件，也不是指向文件的链接", path));
    }
    return new Entry.Copied(path, Files.size(path), Files.isExecutable(path));
  }
}
