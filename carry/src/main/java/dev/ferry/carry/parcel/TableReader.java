package dev.ferry.carry.parcel;

import java.util.Optional;

/** Reads the table of slice digests at the end of a parity part. */
final class TableReader {
  private TableReader() {}

  /** Gives the file its table; false where it is damaged, and with it the whole part. */
  static boolean read(PartFile file, ParcelManifest manifest) {
    PartLayout layout = manifest.layout();
    Optional<byte[]> table =
        file.find(
            file.front() + layout.contentLength(file.part()), SliceTable.size(layout.stripes()));
    if (table.isEmpty() || !SliceTable.isWhole(table.get(), manifest.id(), file.part())) {
      return false;
    }
    file.table(table.get());
    return true;
  }
}
