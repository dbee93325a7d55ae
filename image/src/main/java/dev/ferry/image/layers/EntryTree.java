package dev.ferry.image.layers;

import dev.ferry.image.plan.PlannedEntry;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.oci.layer.LayerEntry;
import java.util.List;
import java.util.TreeMap;

/** Entries of one layer: each path once, with the folders above it. */
final class EntryTree {
  private final TreeMap<String, PlannedEntry> entries = new TreeMap<>();

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Adds an entry; a folder gives way to one that says more. */
  void add(PlannedEntry entry) {
    String path = entry.entry().path();
    PlannedEntry before = entries.put(path, entry);
    boolean bothFolders =
        before != null
            && before.entry() instanceof LayerEntry.Folder
            && entry.entry() instanceof LayerEntry.Folder;
    if (before != null && !bothFolders) {
      throw new FerryException(
          Failure.REFUSED,
          Text.of("Two things go to `/%s` of the image", "有两个内容写入镜像的 `/%s`", path));
    }
  }

  /** The entries in the order of a layer. */
  List<PlannedEntry> entries() {
    TreeMap<String, PlannedEntry> whole = new TreeMap<>(entries);
    for (String path : entries.keySet()) {
      for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        String parent = path.substring(0, slash);
        PlannedEntry above = whole.putIfAbsent(parent, PlannedEntry.folder(parent));
        if (above != null && !(above.entry() instanceof LayerEntry.Folder)) {
          throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "`/%s` of the image lies below `/%s`, which is no folder",
                  "镜像的 `/%s` 位于 `/%s` 之下，而后者不是目录", path, parent));
        }
      }
    }
    return List.copyOf(whole.values());
  }
}
