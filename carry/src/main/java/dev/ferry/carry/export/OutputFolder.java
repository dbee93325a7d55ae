package dev.ferry.carry.export;

import dev.ferry.store.LocalBlobStore;
import java.nio.file.Path;

/** A folder that parts are written to, by one export at a time. */
final class OutputFolder {
  private OutputFolder() {}

  /** Waits until no other export of this store writes there: its parts are seen then. */
  static LocalBlobStore.Hold hold(LocalBlobStore store, Path folder) {
    return store.hold("parts in " + folder.toAbsolutePath().normalize());
  }
}
