package dev.ferry.image.base;

import dev.ferry.image.json.JsonFields;
import dev.ferry.image.tar.ByteRange;
import dev.ferry.image.tar.EntryPath;
import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.Packed;
import dev.ferry.image.tar.TarEntry;
import dev.ferry.image.tar.TarLimits;
import dev.ferry.image.tar.TarReader;
import dev.ferry.model.Text;
import dev.ferry.python.wheel.FileBytes;
import dev.ferry.store.DiskFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of an archive of images: a folder, or the entries of a tar. */
sealed interface GivenFiles extends AutoCloseable {
  /** A file, by its path in the archive. */
  Optional<ByteRange> find(String path);

  /** For messages: the archive's name. */
  String where();

  @Override
  void close();

  /** A document of at most {@link JsonFields#LARGEST} bytes. */
  default byte[] document(String path) {
    ByteRange range =
        find(path)
            .orElseThrow(
                () -> Faults.archive(where(), Text.of("it has no `%s`", "其中没有 `%s`", path)));
    if (range.size() > JsonFields.LARGEST) {
      throw Faults.field(where(), path, "size", range.size(), "at most 4 MiB");
    }
    return range.read(0, (int) range.size());
  }

  /** A folder; links in it are not followed. */
  final class Folder implements GivenFiles {
    private final Path folder;
    private final Map<String, FileBytes> open = new HashMap<>();

    Folder(Path folder) {
      this.folder = folder;
    }

    @Override
    public Optional<ByteRange> find(String path) {
      Path file = folder.resolve(EntryPath.of(where(), path));
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      FileBytes bytes = open.computeIfAbsent(path, name -> FileBytes.open(file));
      return Optional.of(new ByteRange(bytes, 0, bytes.size()));
    }

    @Override
    public String where() {
      return folder.toString();
    }

    @Override
    public void close() {
      open.values().forEach(FileBytes::close);
    }
  }

  /** A tar that is not compressed. Old archives name one layer twice, by a link. */
  final class Tar implements GivenFiles {
    private final String where;
    private final FileBytes tar;
    private final Map<String, TarEntry> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    private Tar(String where, FileBytes tar) {
      this.where = where;
      this.tar = tar;
    }

    /**
     * @param where its name for messages
     * @param file where its bytes are
     */
    static Tar open(String where, Path file) {
      FileBytes bytes = FileBytes.open(file);
      Tar tar = new Tar(where, bytes);
      try (BufferedInputStream in =
          Packed.buffered(new ByteRange(bytes, 0, bytes.size()).stream())) {
        tar.index(new TarReader(in, where, TarLimits.ARCHIVE));
      } catch (IOException failure) {
        bytes.close();
        throw DiskFailure.of(failure, file);
      } catch (RuntimeException refused) {
        bytes.close();
        throw refused;
      }
      return tar;
    }

    private void index(TarReader reader) throws IOException {
      Set<String> seen = new HashSet<>();
      Optional<TarEntry> entry = reader.next();
      while (entry.isPresent()) {
        String path = EntryPath.of(where, entry.get().name());
        if (entry.get().kind() != TarEntry.Kind.FOLDER && !seen.add(path)) {
          throw Faults.entry(where, path, Text.of("is there twice", "重复出现"));
        }
        index(path, entry.get());
        entry = reader.next();
      }
    }

    private void index(String path, TarEntry entry) {
      switch (entry.kind()) {
        case FILE -> files.put(path, entry);
        case FOLDER -> {}
        case LINK -> links.put(path, linked(path, entry.target()));
        case HARD_LINK -> links.put(path, EntryPath.of(where, entry.target()));
        case CHARACTER_DEVICE, BLOCK_DEVICE, PIPE ->
            throw Faults.entry(
                where, path, Text.of("is neither file, folder nor link", "既不是文件，也不是目录或链接"));
      }
    }

    private String linked(String path, String target) {
      if (target.startsWith("/") || EntryPath.climbs(path, target)) {
        throw Faults.entry(
            where,
            path,
            Text.of("is a link out of the archive: `%s`", "是指向归档之外的链接：`%s`", Faults.shown(target)));
      }
      String parent = EntryPath.parent(path);
      return Path.of("/" + parent).resolve(target).normalize().toString().substring(1);
    }

    @Override
    public Optional<ByteRange> find(String path) {
      @Nullable TarEntry entry = files.get(path);
      if (entry == null && links.containsKey(path)) {
        entry = files.get(links.get(path));
      }
      return Optional.ofNullable(entry)
          .map(found -> new ByteRange(tar, found.offset(), found.size()));
    }

    @Override
    public String where() {
      return where;
    }

    @Override
    public void close() {
      tar.close();
    }
  }
}
