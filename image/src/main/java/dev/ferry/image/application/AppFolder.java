package dev.ferry.image.application;

import dev.ferry.model.DataSize;
import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.LocalBlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Takes an application's files into the store. */
public final class AppFolder {
  private static final int MOST_FILES = 100_000;
  private static final int MOST_TOLD = 20;

  /** Keys in text stand near its beginning; what lies behind is data. */
  private static final int HEAD = 1 << 20;

  private final Path root;
  private final LocalBlobStore store;
  private final DataSize limit;
  private final Ignored ignored;
  private final List<AppFile> files = new ArrayList<>();
  private final List<Text> faults = new ArrayList<>();
  private long size;

  private AppFolder(Path root, LocalBlobStore store, DataSize limit) {
    this.root = root;
    this.store = store;
    this.limit = limit;
    this.ignored = Ignored.of(root);
  }

  /**
   * Takes a folder.
   *
   * @param limit most bytes in all
   * @return what is in it, in order of path
   * @throws FerryException of kind REFUSED that names everything an image may not hold
   */
  public static List<AppFile> take(Path folder, LocalBlobStore store, DataSize limit) {
    if (!Files.isDirectory(folder)) {
      throw new FerryException(Failure.USAGE, Text.of("`%s` is not a folder", "`%s` 不是目录", folder));
    }
    AppFolder app = new AppFolder(folder, store, limit);
    try {
      Files.walkFileTree(folder, app.new Visitor());
    } catch (IOException failure) {
      throw DiskFailure.of(failure, folder);
    }
    app.refuse();
    app.files.sort(Comparator.comparing(AppFile::path));
    return List.copyOf(app.files);
  }

  private void refuse() {
    if (size > limit.bytes()) {
      faults.add(
          Text.of(
              "it holds %s, the limit is %s; carry models and data as `files:` of the spec or in a"
                  + " volume, or raise `--app-limit`",
              "共 %s，上限为 %s；模型和数据请用 spec 的 `files:` 或卷携带，或提高 `--app-limit`",
              new DataSize(size),
              limit));
    }
    if (!faults.isEmpty()) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of("Cannot take the application `%s` into an image", "无法把应用 `%s` 放入镜像", root))
          .reasons(faults.subList(0, Math.min(MOST_TOLD, faults.size())))
          .hint(
              Text.of(
                  "name what shall stay behind in `.ferryignore`, one glob per line",
                  "不需要的内容请写入 `.ferryignore`，每行一个 glob"));
    }
  }

  /** Walks without following links. */
  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skipped = !folder.equals(root) && ignored.matches(root.relativize(folder));
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Path relative = root.relativize(file);
      if (ignored.matches(relative)) {
        return FileVisitResult.CONTINUE;
      }
      String path = relative.toString();
      if (files.size() >= MOST_FILES) {
        faults.add(Text.of("it holds more than %d files", "文件超过 %d 个", MOST_FILES));
        return FileVisitResult.TERMINATE;
      }
      if (path.chars().anyMatch(c -> Character.isISOControl(c) || c == 0xFFFD)) {
        faults.add(Text.of("`%s`: not a name for a file", "`%s`：文件名有误", path));
      } else if (attributes.isSymbolicLink()) {
        link(file, path);
      } else if (attributes.isRegularFile()) {
        bytes(file, path, attributes.size());
      } else {
        faults.add(Text.of("`%s`: neither file, folder nor link", "`%s`：既不是文件，也不是目录或链接", path));
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private void link(Path file, String path) throws IOException {
    Path target = Files.readSymbolicLink(file);
    Path parent = Objects.requireNonNull(Path.of("/" + path).getParent());
    String end = parent.resolve(target).normalize().toString();
    long depth = path.chars().filter(c -> c == '/').count();
    long lowest = depth;
    for (Path part : target) {
      String name = part.toString();
      depth += name.equals("..") ? -1 : name.equals(".") ? 0 : 1;
      lowest = Math.min(lowest, depth);
    }
    boolean broken = !Files.exists(root.resolve(end.substring(1)));
    if (target.isAbsolute() || lowest < 0) {
      faults.add(
          Text.of("`%s`: a link out of the folder, to `%s`", "`%s`：指向目录之外的链接 `%s`", path, target));
    } else if (broken) {
      faults.add(Text.of("`%s`: a link to nothing, `%s`", "`%s`：链接目标 `%s` 不存在", path, target));
    } else {
      files.add(new AppFile(path, new AppFile.Content.Link(target.toString())));
    }
  }

  private void bytes(Path file, String path, long declared) throws IOException {
    size += declared;
    if (size > limit.bytes()) {
      return; // Only its size is told; copying more would serve nobody.
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(HEAD);
      Secrets.find(path, head)
          .ifPresent(why -> faults.add(Text.of("`%s`: %s", "`%s`：%s", path, why)));
      if (!faults.isEmpty()) {
        return;
      }
      Digest digest =
          store.put(
              new SequenceInputStream(new ByteArrayInputStream(head), in),
              Math.max(declared, head.length));
      files.add(
          new AppFile(path, new AppFile.Content.Bytes(Files.isExecutable(file), digest, declared)));
    }
  }
}
