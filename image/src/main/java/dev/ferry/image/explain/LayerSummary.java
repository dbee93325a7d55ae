package dev.ferry.image.explain;

import dev.ferry.model.Digest;
import java.util.List;

/**
 * A layer as it was read.
 *
 * @param made what the image's history says of it
 * @param digest of the blob
 * @param diffId digest of the tar
 * @param size of the blob, bytes
 * @param tarSize of the tar, bytes
 * @param files and links in it
 * @param largest what takes the most room, at most ten
 */
public record LayerSummary(
    String made,
    Digest digest,
    Digest diffId,
    long size,
    long tarSize,
    long files,
    List<Part> largest) {
  public LayerSummary {
    largest = List.copyOf(largest);
  }

  /**
   * Something in a layer.
   *
   * @param path a folder or file, relative to the image's root
   * @param files in it
   * @param size of them, bytes, not compressed
   */
  public record Part(String path, long files, long size) {}
}
