package dev.ferry.image.system;

import dev.ferry.image.tar.ByteRange;
import dev.ferry.image.tar.EntryPath;
import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.TarEntry;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import dev.ferry.oci.layer.LayerContent;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.python.wheel.FileBytes;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a package puts into a system, checked entry by entry. */
final class Contents {
  private static final Pattern USUAL =
      Pattern.compile("(?:usr|etc|opt|bin|sbin|lib[0-9a-z]*|var/lib)(?:/.*)?");
  private static final Set<String> ABOVE = Set.of("", "var");

  private final PackageFile file;
  private final Digest unpacked;
  private final SortedMap<String, LayerEntry> entries = new TreeMap<>();

  /** Where the bytes of files are in what was unpacked. */
  private final Map<String, TarEntry> stored = new TreeMap<>();

  private SortedMap<String, PackageLibrary> libraries = new TreeMap<>();

  Contents(PackageFile file, Digest unpacked) {
    this.file = file;
    this.unpacked = unpacked;
  }

  void add(TarEntry entry) {
    String name = entry.name().startsWith("/") ? entry.name().substring(1) : entry.name();
    String path = EntryPath.of(file.where(), name);
    requireHarmless(entry, path);
    if (path.isEmpty()) {
      return;
    }
    LayerEntry made =
        switch (entry.kind()) {
          case FILE -> file(path, entry);
          case FOLDER -> new LayerEntry.Folder(path, entry.mode(), 0);
          case LINK -> link(path, entry);
          case HARD_LINK -> file(path, hardLinked(entry));
          case CHARACTER_DEVICE, BLOCK_DEVICE, PIPE ->
              throw wrong(entry, Text.of("is a device node or pipe", "是设备节点或管道"));
        };
    if (entries.put(path, made) != null) {
      throw wrong(entry, Text.of("is there twice", "重复出现"));
    }
  }

  private void requireHarmless(TarEntry entry, String path) {
    boolean folder = entry.kind() == TarEntry.Kind.FOLDER;
    if (!USUAL.matcher(path).matches() && !(folder && ABOVE.contains(path))) {
      throw wrong(
          entry,
          Text.of(
              "lies outside `/usr`, `/etc`, `/lib*`, `/bin`, `/sbin`, `/opt` and `/var/lib`",
              "位于 `/usr`、`/etc`、`/lib*`、`/bin`、`/sbin`、`/opt` 与 `/var/lib` 之外"));
    }
    if ((entry.mode() & 06000) != 0 && entry.kind() != TarEntry.Kind.LINK) {
      throw wrong(
          entry,
          Text.of("runs as its owner or group (setuid, setgid)", "以所有者或组身份运行（setuid、setgid）"));
    }
    if (entry.owner() != 0 || entry.group() != 0) {
      throw wrong(
          entry,
          Text.of("belongs to %d:%d, want 0:0", "属于 %d:%d，应为 0:0", entry.owner(), entry.group()));
    }
    if (EntryPath.base(path).startsWith(".wh.")) {
      throw wrong(entry, Text.of("would be a deletion in an image", "在镜像中会表示删除"));
    }
  }

  private LayerEntry link(String path, TarEntry entry) {
    if (EntryPath.climbs(path, entry.target())) {
      throw wrong(
          entry,
          Text.of(
              "is a link that climbs above the root: `%s`",
              "是越出根目录的链接：`%s`", Faults.shown(entry.target())));
    }
    return new LayerEntry.Link(path, 0, entry.target());
  }

  private LayerEntry file(String path, TarEntry entry) {
    stored.put(path, entry);
    Path blob = file.store().path(unpacked);
    return new LayerEntry.File(
        path,
        entry.mode(),
        0,
        new LayerContent.Streamed(entry.size(), () -> open(blob, entry.offset(), entry.size())));
  }

  private static InputStream open(Path blob, long offset, long size) {
    FileBytes bytes = FileBytes.open(blob);
    return new FilterInputStream(new ByteRange(bytes, offset, size).stream()) {
      @Override
      public void close() throws IOException {
        bytes.close();
      }
    };
  }

  private TarEntry hardLinked(TarEntry entry) {
    @Nullable TarEntry target = stored.get(EntryPath.of(file.where(), entry.target()));
    if (target == null) {
      throw wrong(
          entry,
          Text.of(
              "is a hard link to `%s`, which is no file before it",
              "是指向 `%s` 的硬链接，而其之前没有这个文件", Faults.shown(entry.target())));
    }
    return target;
  }

  private RuntimeException wrong(TarEntry entry, Text what) {
    return Faults.entry(file.where(), entry.name(), what);
  }

  /** After the last entry: checks what lies in what, and reads the libraries. */
  void finish() {
    Set<String> folders = new HashSet<>();
    for (String path : List.copyOf(entries.keySet())) {
      for (String folder = EntryPath.parent(path);
          !folder.isEmpty();
          folder = EntryPath.parent(folder)) {
        folders.add(folder);
      }
    }
    for (String folder : folders) {
      @Nullable LayerEntry entry = entries.get(folder);
      if (entry != null && !(entry instanceof LayerEntry.Folder)) {
        throw Faults.entry(
            file.where(), folder, Text.of("is no folder, but entries lie in it", "不是目录，但有条目位于其中"));
      }
    }
    try (FileBytes bytes = FileBytes.open(file.store().path(unpacked))) {
      libraries = new LibraryReader(file, bytes, stored).read(entries.values());
    }
  }

  List<LayerEntry> entries() {
    return new ArrayList<>(entries.values());
  }

  SortedMap<String, PackageLibrary> libraries() {
    return libraries;
  }

  /** A file of the package, links within it followed once per step. */
  static Optional<String> target(String path, String target) {
    return EntryPath.climbs(path, target)
        ? Optional.empty()
        : Optional.of(
            Path.of("/" + EntryPath.parent(path))
                .resolve(target)
                .normalize()
                .toString()
                .substring(1));
  }
}
