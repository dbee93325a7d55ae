package dev.ferry.image.config;

import dev.ferry.model.Digest;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.oci.Platform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The config document of an image ({@code config.md}).
 *
 * @param platform that it runs on
 * @param created the lock's date, RFC 3339
 * @param run how it is run
 * @param layers from the lowest up
 */
public record ImageConfig(
    Platform platform, String created, RunSettings run, List<History> layers) {
  public ImageConfig {
    layers = List.copyOf(layers);
  }

  /**
   * A layer in the history.
   *
   * @param diffId digest of its tar
   * @param made what it is: {@code ferry: wheel paddlepaddle 3.2.2}
   */
  public record History(Digest diffId, String made) {}

  /** The canonical document. */
  public byte[] bytes() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("architecture", platform.architecture());
    tree.put("os", platform.os());
    platform.variant().ifPresent(variant -> tree.put("variant", variant));
    tree.put("created", created);
    tree.put("config", run.tree());
    tree.put(
        "rootfs",
        Map.of(
            "type",
            "layers",
            "diff_ids",
            layers.stream().map(layer -> layer.diffId().toString()).toList()));
    tree.put(
        "history",
        layers.stream()
            .map(layer -> Map.of("created", created, "created_by", layer.made()))
            .toList());
    return CanonicalJson.bytes(tree);
  }
}
