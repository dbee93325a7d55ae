package dev.ferry.image.base;

import dev.ferry.image.base.GivenImage.GivenLayer;
import dev.ferry.image.tar.EntryPath;
import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.Packed;
import dev.ferry.image.tar.TarEntry;
import dev.ferry.image.tar.TarLimits;
import dev.ferry.image.tar.TarReader;
import dev.ferry.model.Text;
import dev.ferry.oci.LayoutReader;
import dev.ferry.store.DiskFailure;
import dev.ferry.store.InputFile;
import dev.ferry.store.LocalBlobStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a person gave: which form it has is told by what is in it. */
final class GivenArchive implements AutoCloseable {
  private static final Set<String> ROOT_FOLDERS =
      Set.of(
          "bin", "boot", "dev", "etc", "home", "lib", "lib32", "lib64", "media", "mnt", "opt",
          "proc", "root", "run", "sbin", "srv", "sys", "tmp", "usr", "var");

  private final Path given;
  private final Optional<GivenFiles> files;
  private final Optional<Path> scratch;
  private final boolean layout;

  private GivenArchive(
      Path given, Optional<GivenFiles> files, Optional<Path> scratch, boolean layout) {
    this.given = given;
    this.files = files;
    this.scratch = scratch;
    this.layout = layout;
  }

  private enum Form {
    ROOT_FOLDER,
    LAYOUT,
    DOCKER
  }

  /**
   * Opens a file or folder.
   *
   * @param store where a compressed archive of images is unpacked to for as long as this is open
   */
  static GivenArchive open(Path given, LocalBlobStore store) {
    try {
      return Files.isDirectory(given) ? folder(given) : file(given, store);
    } catch (IOException failure) {
      throw DiskFailure.of(failure, given);
    }
  }

  private static GivenArchive folder(Path given) {
    if (!Files.isRegularFile(given.resolve(LayoutReader.MARKER))) {
      throw Faults.archive(
              given.toString(),
              Text.of("it is a folder without `oci-layout`", "它是没有 `oci-layout` 的目录"))
          .hint(
              Text.of(
                  "Import a root folder as a tar: `tar -C %s -cf base.tar .`",
                  "请把根目录制成 tar 后导入：`tar -C %s -cf base.tar .`", given));
    }
    return new GivenArchive(
        given, Optional.of(new GivenFiles.Folder(given)), Optional.empty(), true);
  }

  private static GivenArchive file(Path given, LocalBlobStore store) throws IOException {
    Form form = form(given);
    if (form == Form.ROOT_FOLDER) {
      return new GivenArchive(given, Optional.empty(), Optional.empty(), false);
    }
    Optional<Path> scratch = unpacked(given, store);
    try {
      GivenFiles files = GivenFiles.Tar.open(given.toString(), scratch.orElse(given));
      return new GivenArchive(given, Optional.of(files), scratch, form == Form.LAYOUT);
    } catch (RuntimeException refused) {
      if (scratch.isPresent()) {
        Files.deleteIfExists(scratch.get());
      }
      throw refused;
    }
  }

  /** By the names of the entries: a root folder is known by the first that only it has. */
  private static Form form(Path given) throws IOException {
    boolean docker = false;
    boolean layout = false;
    try (BufferedInputStream in = Packed.buffered(InputFile.open(given));
        BufferedInputStream tar = Packed.buffered(Packed.peek(in).open(in, given.toString()))) {
      TarReader reader = new TarReader(tar, given.toString(), TarLimits.LAYER);
      Optional<TarEntry> entry = reader.next();
      while (entry.isPresent()) {
        String path = EntryPath.of(given.toString(), entry.get().name());
        if (ROOT_FOLDERS.contains(path.split("/", -1)[0])) {
          return Form.ROOT_FOLDER;
        }
        docker |= path.equals(DockerArchive.MANIFEST);
        layout |= path.equals(LayoutReader.MARKER);
        entry = reader.next();
      }
    }
    if (!docker && !layout) {
      throw unknown(given);
    }
    return layout ? Form.LAYOUT : Form.DOCKER;
  }

  private static RuntimeException unknown(Path given) {
    return Faults.archive(
            given.toString(),
            Text.of(
                "it is neither a root folder nor an archive of an image: no entry `usr`, `etc` or"
                    + " `bin`, no `manifest.json`, no `oci-layout`",
                "它既不是根目录，也不是镜像归档：没有条目 `usr`、`etc` 或 `bin`，也没有 `manifest.json`、`oci-layout`"))
        .hint(
            Text.of(
                "Make the tar from within the root folder: `tar -C ROOT -cf base.tar .`",
                "请在根目录内制作 tar：`tar -C ROOT -cf base.tar .`"));
  }

  /** A compressed archive has no files that could be found, so it is unpacked once. */
  private static Optional<Path> unpacked(Path given, LocalBlobStore store) throws IOException {
    try (BufferedInputStream in = Packed.buffered(InputFile.open(given))) {
      Packed packed = Packed.peek(in);
      if (packed == Packed.PLAIN) {
        return Optional.empty();
      }
      String name = "base-" + ProcessHandle.current().pid() + "-";
      Path scratch = Files.createTempFile(store.root().resolve("partial"), name, ".part");
      try (InputStream plain = packed.open(in, given.toString())) {
        Files.copy(plain, scratch, StandardCopyOption.REPLACE_EXISTING);
        return Optional.of(scratch);
      } catch (IOException | RuntimeException failure) {
        Files.deleteIfExists(scratch);
        throw failure;
      }
    }
  }

  /** Whether it is a tar of a root folder. */
  boolean isRootFolder() {
    return files.isEmpty();
  }

  /** The image in it. */
  GivenImage image(Optional<PlatformChoice> choice) {
    if (files.isEmpty()) {
      return GivenImage.rootFolder(
          new GivenLayer(
              given.toString(),
              size().orElse(0),
              () -> InputFile.open(given),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
    }
    return layout ? LayoutArchive.image(files.get(), choice) : DockerArchive.image(files.get());
  }

  private OptionalLong size() {
    try {
      return OptionalLong.of(Files.size(given));
    } catch (IOException failure) {
      throw DiskFailure.of(failure, given);
    }
  }

  @Override
  public void close() {
    files.ifPresent(GivenFiles::close);
    if (scratch.isPresent()) {
      try {
        Files.deleteIfExists(scratch.get());
      } catch (IOException failure) {
        throw DiskFailure.of(failure, scratch.get());
      }
    }
  }
}
