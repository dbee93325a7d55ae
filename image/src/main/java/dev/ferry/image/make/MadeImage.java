package dev.ferry.image.make;

import dev.ferry.image.archive.ArchiveContent;
import dev.ferry.image.variant.LeftOut;
import dev.ferry.model.Digest;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.layer.Layer;
import java.util.List;

/**
 * An image whose every digest is known.
 *
 * @param content of the archive; the layers' blobs are in the store unless it was only computed
 * @param platforms one or more
 */
public record MadeImage(ArchiveContent content, List<MadePlatform> platforms) {
  public MadeImage {
    platforms = List.copyOf(platforms);
  }

  /**
   * An image for one platform.
   *
   * @param target its name in the bundle
   * @param manifest what points at it
   * @param config digest of the config: the image ID
   * @param layers from the lowest up, the base's first
   * @param leftOut of the environment, by rule
   */
  public record MadePlatform(
      String target,
      Descriptor manifest,
      Digest config,
      List<MadeLayer> layers,
      List<LeftOut> leftOut) {
    public MadePlatform {
      layers = List.copyOf(layers);
      leftOut = List.copyOf(leftOut);
    }

    /** Sum of the layers' blobs, bytes. */
    public long size() {
      return layers.stream().mapToLong(made -> made.layer().size()).sum();
    }
  }

  /**
   * A layer and what it is.
   *
   * @param made as it stands in the image's history
   */
  public record MadeLayer(Layer layer, String made) {}
}
