package dev.ferry.image.layers;

import dev.ferry.image.plan.PlannedEntry;
import dev.ferry.image.plan.PlannedLayer;
import java.util.List;
import java.util.Optional;

/**
 * A layer of entries that are known already: an interpreter, carried files, distribution packages.
 */
public final class FilesLayer {
  private FilesLayer() {}

  /** The layer, where there is anything for it. */
  public static Optional<PlannedLayer> plan(
      PlannedLayer.Kind kind, String name, List<PlannedEntry> entries) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    EntryTree tree = new EntryTree();
    entries.forEach(tree::add);
    return Optional.of(new PlannedLayer(kind, name, tree.entries()));
  }
}
