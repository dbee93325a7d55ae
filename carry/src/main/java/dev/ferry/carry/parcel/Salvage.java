package dev.ferry.carry.parcel;

import dev.ferry.model.Digest;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Recognises parts whose beginning is lost, by what is in them: a slice that the manifest lists, or
 * the closing digest of a parity part's table.
 */
final class Salvage {
  /** How many slices are tried: the first may be lost with the header. */
  private static final int TRIED = 3;

  private final ParcelManifest manifest;
  private final PartLayout layout;
  private final int packed;

  Salvage(ParcelManifest manifest, int packed) {
    this.manifest = manifest;
    this.layout = manifest.layout();
    this.packed = packed;
  }

  /** The part that a file is. */
  Optional<PartFile> find(PartFinder.Candidate file, boolean likeAPart) {
    if (!likeAPart && !hasSizeOfAPart(file.size())) {
      return Optional.empty();
    }
    for (int part = layout.dataParts() + 1; part <= layout.parts(); part++) {
      PartFile parity = PartFile.headless(file.file(), file.size(), part, front(part));
      if (TableReader.read(parity, manifest)) {
        return Optional.of(parity);
      }
    }
    Optional<PartFile> found = findData(file, PartHeader.SIZE);
    return found.isPresent() ? found : findData(file, PartHeader.SIZE + (long) packed);
  }

  private boolean hasSizeOfAPart(long size) {
    for (int part = 1; part <= layout.parts(); part++) {
      int table = layout.isParity(part) ? SliceTable.size(layout.stripes()) : 0;
      if (size == front(part) + layout.contentLength(part) + table) {
        return true;
      }
    }
    return false;
  }

  private long front(int part) {
    return PartHeader.SIZE + (layout.holdsManifest(part) ? (long) packed : 0);
  }

  private Optional<PartFile> findData(PartFinder.Candidate file, long front) {
    byte[] buffer = new byte[PartLayout.SLICE];
    PartFile reader = PartFile.headless(file.file(), file.size(), 1, front);
    for (int stripe = 0; stripe < Math.min(TRIED, layout.stripes()); stripe++) {
      long place = front + (long) stripe * PartLayout.SLICE;
      int length = (int) Math.min(buffer.length, file.size() - place);
      if (length <= 0 || !reader.read(place, buffer, length)) {
        continue;
      }
      MessageDigest sha256 = Digest.sha256();
      sha256.update(buffer, 0, length);
      Optional<Integer> part = findPart(stripe, sha256.digest());
      if (part.isPresent()) {
        return Optional.of(PartFile.headless(file.file(), file.size(), part.get(), front));
      }
    }
    return Optional.empty();
  }

  private Optional<Integer> findPart(int stripe, byte[] sha256) {
    for (int part = 1; part <= layout.dataParts(); part++) {
      if (stripe < layout.slicesOf(part) && manifest.matches(layout.slice(part, stripe), sha256)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }
}
