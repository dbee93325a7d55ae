package dev.ferry.image.base;

import dev.ferry.image.base.RootTree.Node;
import dev.ferry.image.tar.EntryPath;
import dev.ferry.image.tar.Faults;
import dev.ferry.image.tar.TarEntry;
import dev.ferry.image.tar.TarReader;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a layer may hold, and what it does to the root below it (OCI image-spec {@code layer.md}).
 * An entry whose meaning depends on who unpacks it is refused: one below a symbolic link, a path
 * said twice, a hard link into another layer.
 */
final class LayerRules {
  private static final String DELETION = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  private final String where;
  private final int layer;
  private final boolean rootFolder;
  private final RootTree tree;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> ownFolders = new HashSet<>();
  private final Set<String> dropped = new TreeSet<>();
  private final List<String> deletions = new ArrayList<>();

  /**
   * @param where the layer's name for messages
   * @param layer its number, from the lowest
   * @param rootFolder whether it is a tar of a root folder, which has no layers below it and may
   *     hold the device nodes of the machine where it was made
   * @param tree what the layers below make; changed by this one
   */
  LayerRules(String where, int layer, boolean rootFolder, RootTree tree) {
    this.where = where;
    this.layer = layer;
    this.rootFolder = rootFolder;
    this.tree = tree;
  }

  /** Reads the whole layer. */
  void read(TarReader reader) throws IOException {
    Optional<TarEntry> entry = reader.next();
    while (entry.isPresent()) {
      if (isDroppedDevice(entry.get())) {
        reader.drop();
      } else {
        apply(entry.get());
      }
      entry = reader.next();
    }
    if (rootFolder && !reader.hasEnd()) {
      throw Faults.archive(
          where, Text.of("it has no end marker, so it may be cut off", "没有结束标记，可能不完整"));
    }
    deletions.forEach(path -> tree.remove(path, layer));
  }

  /** Device nodes of {@code /dev} that were left out, relative to the root. */
  Set<String> dropped() {
    return dropped;
  }

  private boolean isDroppedDevice(TarEntry entry) {
    if (!rootFolder || !entry.kind().isSpecial()) {
      return false;
    }
    String path = EntryPath.of(where, entry.name());
    return path.startsWith("dev/") && dropped.add(path);
  }

  private void apply(TarEntry entry) {
    String path = EntryPath.of(where, entry.name());
    if (path.isEmpty()) {
      require(entry.kind() == TarEntry.Kind.FOLDER, entry, notAFolder());
      require(seen.add(path), entry, twice());
      return;
    }
    if (entry.kind().isSpecial()) {
      throw special(entry);
    }
    require(seen.add(path), entry, twice());
    tree.findObstacle(EntryPath.parent(path))
        .ifPresent(
            obstacle -> {
              throw below(entry, obstacle);
            });
    if (EntryPath.base(path).startsWith(DELETION)) {
      deletion(entry, path);
    } else {
      put(entry, path);
    }
    own(EntryPath.parent(path));
  }

  private void own(String folder) {
    if (!folder.isEmpty() && ownFolders.add(folder)) {
      own(EntryPath.parent(folder));
    }
  }

  private void put(TarEntry entry, String path) {
    if (entry.kind() != TarEntry.Kind.FOLDER) {
      require(
          !ownFolders.contains(path),
          entry,
          Text.of("is no folder, but other entries of this layer lie in it", "不是目录，但本层的其他条目位于其中"));
    }
    switch (entry.kind()) {
      case FILE ->
          tree.put(
              path,
              Node.file(
                  layer, new RootTree.Stored(layer, entry.offset(), entry.size(), entry.mode())));
      case FOLDER -> tree.put(path, new Node(Node.Kind.FOLDER, layer));
      case LINK -> {
        require(
            !EntryPath.climbs(path, entry.target()),
            entry,
            Text.of(
                "is a link that climbs above the root: `%s`",
                "是越出根目录的链接：`%s`", Faults.shown(entry.target())));
        tree.put(path, Node.link(layer, entry.target()));
      }
      case HARD_LINK -> tree.put(path, Node.file(layer, hardLinked(entry).stored()));
      case CHARACTER_DEVICE, BLOCK_DEVICE, PIPE -> throw special(entry);
    }
  }

  private Node hardLinked(TarEntry entry) {
    String target = EntryPath.of(where, entry.target());
    Optional<Node> node = seen.contains(target) ? tree.find(target) : Optional.empty();
    return node.filter(found -> found.kind() == Node.Kind.FILE && found.layer() == layer)
        .orElseThrow(
            () ->
                Faults.entry(
                    where,
                    entry.name(),
                    Text.of(
                        "is a hard link to `%s`, which is no file of this layer before it",
                        "是指向 `%s` 的硬链接，而本层在其之前没有这个文件", Faults.shown(entry.target()))));
  }

  private void deletion(TarEntry entry, String path) {
    require(
        !rootFolder,
        entry,
        Text.of("marks a deletion, and a root folder has nothing below it", "表示删除，而根目录之下没有其他层"));
    require(
        entry.kind() == TarEntry.Kind.FILE && entry.size() == 0,
        entry,
        Text.of("marks a deletion and is no empty file", "表示删除，但不是空文件"));
    String parent = EntryPath.parent(path);
    String base = EntryPath.base(path);
    if (base.equals(OPAQUE)) {
      tree.empty(parent, layer);
      return;
    }
    String name = base.substring(DELETION.length());
    require(
        !name.isEmpty() && !name.equals(".") && !name.equals("..") && !name.startsWith(DELETION),
        entry,
        Text.of("marks the deletion of nothing that can have a name", "表示删除，但其名称无效"));
    // Layers below lose the path, wherever in this layer the deletion stands.
    deletions.add(parent.isEmpty() ? name : parent + "/" + name);
  }

  private FerryException below(TarEntry entry, RootTree.Found obstacle) {
    return Faults.entry(
        where,
        entry.name(),
        obstacle.node().kind() == Node.Kind.LINK
            ? Text.of(
                "lies below `%s`, a symbolic link to `%s`",
                "位于符号链接 `%s`（指向 `%s`）之下", obstacle.path(), Faults.shown(obstacle.node().target()))
            : Text.of("lies below `%s`, a file", "位于文件 `%s` 之下", obstacle.path()));
  }

  private FerryException special(TarEntry entry) {
    FerryException failure =
        Faults.entry(
            where,
            entry.name(),
            entry.kind() == TarEntry.Kind.PIPE
                ? Text.of("is a named pipe", "是命名管道")
                : Text.of("is a device node", "是设备节点"));
    return failure.hint(
        Text.of(
            "Make the tar without it, for example `tar --exclude=./dev/*`",
            "制作 tar 时请将其排除，例如 `tar --exclude=./dev/*`"));
  }

  private void require(boolean holds, TarEntry entry, Text otherwise) {
    if (!holds) {
      throw Faults.entry(where, entry.name(), otherwise);
    }
  }

  private static Text twice() {
    return Text.of("is there twice", "重复出现");
  }

  private static Text notAFolder() {
    return Text.of("is the root and no folder", "是根目录，却不是目录类型");
  }
}
