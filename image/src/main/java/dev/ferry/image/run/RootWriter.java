package dev.ferry.image.run;

import dev.ferry.image.tar.EntryPath;
import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.TarEntry;
import dev.ferry.image.tar.TarReader;
import dev.ferry.model.Text;
import dev.ferry.store.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Applies layers to an empty folder that nobody else can reach ({@code layer.md}, "Applying
 * Changesets").
 *
 * <p>What is where is known from what was written, not asked of the file system: an entry below
 * anything but a folder is refused, so nothing is ever written through a link.
 */
final class RootWriter {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";
  private static final PosixFilePermission[] BITS = {
    PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE,
    PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_EXECUTE,
    PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
    PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE,
    PosixFilePermission.OWNER_READ
  };

  private enum Kind {
    FOLDER,
    FILE,
    LINK
  }

  private record Node(Kind kind, int layer) {}

  private final Path root;
  private final boolean owners;
  private final TreeMap<String, Node> nodes = new TreeMap<>();
  private final TreeMap<String, Integer> folderModes = new TreeMap<>();
  private final byte[] chunk = new byte[1 << 17];
  private int layer;

  /**
   * @param root empty, of this program alone
   * @param owners whether files get their owners; only root may do that
   */
  RootWriter(Path root, boolean owners) {
    this.root = root;
    this.owners = owners;
    nodes.put("", new Node(Kind.FOLDER, 0));
  }

  /** Applies one layer over those before it. */
  void apply(TarReader tar, String where) throws IOException {
    layer++;
    Optional<TarEntry> entry = tar.next();
    while (entry.isPresent()) {
      String path = EntryPath.of(where, entry.get().name());
      if (!path.isEmpty()) {
        write(tar, where, path, entry.get());
      }
      entry = tar.next();
    }
  }

  /** Gives folders their modes, when nothing will be written into them any more. */
  void end() throws IOException {
    for (Map.Entry<String, Integer> folder : folderModes.entrySet()) {
      // The owner keeps every right: who unpacks as a user must be able to remove it.
      mode(root.resolve(folder.getKey()), folder.getValue() | 0700);
    }
  }

  private void write(TarReader tar, String where, String path, TarEntry entry) throws IOException {
    parents(where, path);
    String base = EntryPath.base(path);
    if (base.startsWith(WHITEOUT)) {
      whiteOut(where, path, base);
      return;
    }
    if (entry.kind() == TarEntry.Kind.FOLDER) {
      folder(path, entry);
      return;
    }
    remove(path);
    Path file = root.resolve(path);
    switch (entry.kind()) {
      case FILE -> {
        copy(tar, file);
        mode(file, entry.mode());
        nodes.put(path, new Node(Kind.FILE, layer));
      }
      case LINK -> {
        Files.createSymbolicLink(file, Path.of(entry.target()));
        nodes.put(path, new Node(Kind.LINK, layer));
      }
      case HARD_LINK -> {
        hardLink(where, path, entry);
        return;
      }
      default ->
          throw Faults.entry(
              where, path, Text.of("is neither file, folder nor link", "既不是文件，也不是目录或链接"));
    }
    own(file, entry);
  }

  private void parents(String where, String path) throws IOException {
    int slash = path.indexOf('/');
    while (slash >= 0) {
      String above = path.substring(0, slash);
      @Nullable Node node = nodes.get(above);
      if (node == null) {
        Files.createDirectory(root.resolve(above));
        nodes.put(above, new Node(Kind.FOLDER, layer));
      } else if (node.kind() != Kind.FOLDER) {
        throw Faults.entry(
            where,
            path,
            Text.of("lies below `%s`, which is no folder", "位于 `%s` 之下，而它不是目录", above));
      }
      slash = path.indexOf('/', slash + 1);
    }
  }

  private void folder(String path, TarEntry entry) throws IOException {
    @Nullable Node node = nodes.get(path);
    if (node == null || node.kind() != Kind.FOLDER) {
      remove(path);
      Files.createDirectory(root.resolve(path));
      nodes.put(path, new Node(Kind.FOLDER, layer));
    }
    folderModes.put(path, entry.mode());
    own(root.resolve(path), entry);
  }

  private void hardLink(String where, String path, TarEntry entry) throws IOException {
    String target = EntryPath.of(where, entry.target());
    @Nullable Node node = nodes.get(target);
    if (node == null || node.kind() != Kind.FILE) {
      throw Faults.entry(
          where,
          path,
          Text.of("is a link to `%s`, which is no file", "链接到 `%s`，而它不是文件", Faults.shown(target)));
    }
    Files.createLink(root.resolve(path), root.resolve(target));
    nodes.put(path, new Node(Kind.FILE, layer));
  }

  private void whiteOut(String where, String path, String base) throws IOException {
    String folder = EntryPath.parent(path);
    if (base.equals(OPAQUE)) {
      String prefix = folder.isEmpty() ? "" : folder + "/";
      List<String> lower =
          nodes.tailMap(prefix, true).entrySet().stream()
              .takeWhile(node -> node.getKey().startsWith(prefix))
              .filter(node -> !node.getKey().isEmpty() && node.getValue().layer() < layer)
              .map(Map.Entry::getKey)
              .toList();
      for (String gone : lower) {
        removeLower(gone);
      }
      return;
    }
    String name = base.substring(WHITEOUT.length());
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw Faults.entry(where, path, Text.of("takes away nothing that is here", "不删除任何内容"));
    }
    remove(folder.isEmpty() ? name : folder + "/" + name);
  }

  /** Removes what a lower layer wrote, where this layer wrote nothing below it. */
  private void removeLower(String path) throws IOException {
    boolean mine =
        nodes.subMap(path + "/", path + "0").values().stream()
            .anyMatch(node -> node.layer() == layer);
    if (nodes.containsKey(path) && !mine) {
      remove(path);
    }
  }

  private void remove(String path) throws IOException {
    if (nodes.remove(path) != null) {
      Folders.delete(root.resolve(path));
      nodes.subMap(path + "/", path + "0").clear();
      folderModes.remove(path);
      folderModes.subMap(path + "/", path + "0").clear();
    }
  }

  private void copy(TarReader tar, Path file) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      int count;
      while ((count = tar.content().read(chunk, 0, chunk.length)) > 0) {
        out.write(chunk, 0, count);
      }
    }
  }

  /** Without setuid, setgid and sticky: nothing here is run with more rights. */
  private static void mode(Path path, int mode) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < BITS.length; bit++) {
      if ((mode >> bit & 1) != 0) {
        permissions.add(BITS[bit]);
      }
    }
    Files.setPosixFilePermissions(path, permissions);
  }

  private void own(Path path, TarEntry entry) throws IOException {
    if (owners && (entry.owner() != 0 || entry.group() != 0)) {
      Files.setAttribute(path, "unix:uid", (int) entry.owner(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", (int) entry.group(), LinkOption.NOFOLLOW_LINKS);
    }
  }
}
