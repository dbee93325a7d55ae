package dev.ferry.image.archive;

import dev.ferry.model.Digest;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that goes into an archive.
 *
 * @param name of the image
 * @param top what {@code index.json} points at: a manifest, or an index of several
 * @param docker the image that {@code manifest.json} names
 * @param referrers statements about the image
 * @param blobs every blob by digest; the top's document is among them
 */
public record ArchiveContent(
    ImageName name,
    Descriptor top,
    ArchivedImage docker,
    Optional<ImageIndex> referrers,
    SortedMap<Digest, Blob> blobs) {
  public ArchiveContent {
    blobs = new TreeMap<>((Map<Digest, Blob>) blobs);
  }

  /** Where a blob's bytes are. */
  public sealed interface Blob {
    /** Number of bytes. */
    long size();

    /** Bytes in memory; not to be changed. */
    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    record Made(byte[] bytes) implements Blob {
      @Override
      public long size() {
        return bytes.length;
      }
    }

    /** A file of the store. */
    record Stored(Path file, long size) implements Blob {}
  }

  /** The layers of the image that {@code manifest.json} names. */
  List<Descriptor> dockerLayers() {
    return docker.manifest().layers();
  }
}
