package dev.ferry.image.base;

import dev.ferry.model.Digest;
import dev.ferry.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A base that was imported.
 *
 * @param name that a person gave it, never {@code latest}
 * @param digest of the platform, the variables and the diffIDs, whatever its name and however its
 *     layers were compressed. The same root folder imported anywhere has the same one
 * @param platform that it is for
 * @param layers from the lowest up
 * @param env variables of its image config, for example {@code PATH}; empty for a root folder
 * @param facts what its files say
 */
public record Base(
    String name,
    Digest digest,
    Platform platform,
    List<BaseLayer> layers,
    SortedMap<String, String> env,
    BaseFacts facts) {
  public Base {
    layers = List.copyOf(layers);
    env = new TreeMap<>((Map<String, String>) env);
  }

  /** The same with the digest that it has. */
  public static Base of(
      String name,
      Platform platform,
      List<BaseLayer> layers,
      SortedMap<String, String> env,
      BaseFacts facts) {
    return new Base(name, BaseDocument.digest(platform, env, layers), platform, layers, env, facts);
  }

  /** The same under another name. */
  Base named(String other) {
    return new Base(other, digest, platform, layers, env, facts);
  }
}
