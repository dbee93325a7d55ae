package dev.ferry.image.make;

import dev.ferry.image.recipe.Recipe;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.Manifest;
import dev.ferry.oci.MediaTypes;
import java.util.Map;
import java.util.TreeMap;

/**
 * Media types of an image's documents: the OCI's, or docker's (distribution {@code
 * manifest-v2-2.md}), which are alike but for their names.
 */
final class MediaNames {
  private static final String DOCKER = "application/vnd.docker.";

  private MediaNames() {}

  static String config(Recipe recipe) {
    return recipe.docker()
        ? DOCKER + "container.image.v1+json"
        : "application/vnd.oci.image.config.v1+json";
  }

  static String layer(Recipe recipe) {
    if (!recipe.docker()) {
      return recipe.compression().mediaType();
    }
    return switch (recipe.compression()) {
      case GZIP -> DOCKER + "image.rootfs.diff.tar.gzip";
      case ZSTD -> DOCKER + "image.rootfs.diff.tar.zstd";
      case NONE -> DOCKER + "image.rootfs.diff.tar";
    };
  }

  static String manifest(Recipe recipe) {
    return recipe.docker() ? DOCKER + "distribution.manifest.v2+json" : MediaTypes.MANIFEST;
  }

  /** The manifest's document under its media type. */
  static byte[] manifest(Recipe recipe, Manifest manifest) {
    if (!recipe.docker()) {
      return manifest.bytes();
    }
    Map<String, Object> tree = new TreeMap<>();
    tree.put("schemaVersion", 2);
    tree.put("mediaType", manifest(recipe));
    tree.put("config", tree(manifest.config()));
    tree.put("layers", manifest.layers().stream().map(MediaNames::tree).toList());
    return CanonicalJson.bytes(tree);
  }

  private static Map<String, Object> tree(Descriptor descriptor) {
    return Map.of(
        "mediaType", descriptor.mediaType(),
        "digest", descriptor.digest().toString(),
        "size", descriptor.size());
  }
}
