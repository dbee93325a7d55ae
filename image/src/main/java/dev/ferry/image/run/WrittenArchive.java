package dev.ferry.image.run;

import dev.ferry.image.tar.ByteRange;
import dev.ferry.image.tar.EntryPath;
import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.Packed;
import dev.ferry.image.tar.TarEntry;
import dev.ferry.image.tar.TarLimits;
import dev.ferry.image.tar.TarReader;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.LayoutReader;
import dev.ferry.oci.Manifest;
import dev.ferry.oci.MediaTypes;
import dev.ferry.oci.Platform;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.store.DiskFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The OCI layout of an image that was written: the entries of a tar, or a folder. */
final class WrittenArchive implements AutoCloseable {
  private final Path given;
  private final @Nullable FileBytes tar;
  private final Map<String, ByteRange> entries = new HashMap<>();
  private final Map<String, FileBytes> open = new HashMap<>();

  private WrittenArchive(Path given) {
    this.given = given;
    this.tar = Files.isDirectory(given) ? null : FileBytes.open(given);
  }

  static WrittenArchive open(Path given) {
    WrittenArchive archive = new WrittenArchive(given);
    try {
      archive.index();
      return archive;
    } catch (IOException e) {
      archive.close();
      throw DiskFailure.of(e, given);
    } catch (RuntimeException refused) {
      archive.close();
      throw refused;
    }
  }

  private void index() throws IOException {
    if (tar == null) {
      return;
    }
    try (BufferedInputStream in = Packed.buffered(new ByteRange(tar, 0, tar.size()).stream())) {
      TarReader reader = new TarReader(in, given.toString(), TarLimits.ARCHIVE);
      Optional<TarEntry> entry = reader.next();
      while (entry.isPresent()) {
        TarEntry found = entry.get();
        if (found.kind() == TarEntry.Kind.FILE) {
          String path = EntryPath.of(given.toString(), found.name());
          if (entries.put(path, new ByteRange(tar, found.offset(), found.size())) != null) {
            throw Faults.entry(given.toString(), path, Text.of("is there twice", "重复出现"));
          }
        }
        entry = reader.next();
      }
    }
  }

  /** The manifest for this machine; an archive of several platforms has one more index. */
  Manifest manifest() {
    LayoutReader layout = new LayoutReader(this::document);
    ImageIndex index = layout.index();
    if (index.manifests().size() != 1) {
      throw Faults.archive(
          given.toString(),
          Text.of(
              "`index.json` has %d entries, want one",
              "`index.json` 有 %d 个条目，应为一个", index.manifests().size()));
    }
    Descriptor only = index.manifests().get(0);
    if (!only.mediaType().equals(MediaTypes.INDEX)) {
      return layout.manifest(only);
    }
    return layout.manifest(ours(layout.index(only)));
  }

  private Descriptor ours(ImageIndex index) {
    String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    Platform here = Platform.of("linux", machine);
    List<Descriptor> fitting =
        index.manifests().stream()
            .filter(
                entry ->
                    entry
                        .platform()
                        .filter(platform -> platform.architecture().equals(here.architecture()))
                        .isPresent())
            .toList();
    if (fitting.size() != 1) {
      throw Faults.archive(
          given.toString(),
          Text.of("it has no image for `%s`", "其中没有适用于 `%s` 的镜像", here.architecture()));
    }
    return fitting.get(0);
  }

  /** The bytes of a blob; whoever reads them compares them with the digest. */
  ByteRange blob(Digest digest) {
    return range(LayoutReader.path(digest));
  }

  byte[] document(String path, int limit) {
    ByteRange range = range(path);
    if (range.size() > limit) {
      throw Faults.field(
          given.toString(), path, "size", range.size(), "at most " + limit + " bytes");
    }
    return range.read(0, (int) range.size());
  }

  private ByteRange range(String path) {
    @Nullable ByteRange range = entries.get(path);
    if (range != null) {
      return range;
    }
    Path file = given.resolve(path);
    if (tar != null || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw Faults.archive(given.toString(), Text.of("it has no `%s`", "其中没有 `%s`", path));
    }
    FileBytes bytes = open.computeIfAbsent(path, name -> FileBytes.open(file));
    return new ByteRange(bytes, 0, bytes.size());
  }

  @Override
  public void close() {
    if (tar != null) {
      tar.close();
    }
    open.values().forEach(FileBytes::close);
  }
}
