package dev.ferry.image.base;

import dev.ferry.model.Digest;
import dev.ferry.oci.Platform;
import dev.ferry.oci.layer.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image on its way in: nothing of it was checked yet but its documents.
 *
 * @param platform that its config names; none for a root folder
 * @param env of its config
 * @param layers from the lowest up
 */
record GivenImage(
    Optional<Platform> platform, SortedMap<String, String> env, List<GivenLayer> layers) {
  GivenImage {
    layers = List.copyOf(layers);
  }

  /** A root folder, the one layer of an image without a config. */
  static GivenImage rootFolder(GivenLayer layer) {
    return new GivenImage(Optional.empty(), new TreeMap<>(), List.of(layer));
  }

  /**
   * A layer.
   *
   * @param where its name for messages
   * @param size of its bytes as they are given
   * @param source opens them
   * @param digest that its manifest promises
   * @param diffId that its config promises
   * @param compression that its media type promises
   */
  record GivenLayer(
      String where,
      long size,
      Source source,
      Optional<Digest> digest,
      Optional<Digest> diffId,
      Optional<Compression> compression) {}

  /** Opens a layer's bytes. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }
}
