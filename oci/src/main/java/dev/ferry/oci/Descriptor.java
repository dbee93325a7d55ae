package dev.ferry.oci;

import dev.ferry.model.Digest;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What points at a blob.
 *
 * @param mediaType what the blob is
 * @param digest of the blob
 * @param size of the blob, bytes
 * @param artifactType of the manifest that it points at, where it is an artifact's
 * @param platform of the manifest that it points at
 * @param annotations by key
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    Optional<String> artifactType,
    Optional<Platform> platform,
    SortedMap<String, String> annotations) {
  /** The empty JSON object, the config of artifacts that have none. */
  public static final Descriptor EMPTY = of(MediaTypes.EMPTY, Digest.of(new byte[] {'{', '}'}), 2);

  public Descriptor {
    annotations =
        Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) annotations));
  }

  public static Descriptor of(String mediaType, Digest digest, long size) {
    return new Descriptor(
        mediaType, digest, size, Optional.empty(), Optional.empty(), new TreeMap<>());
  }

  /** The same with one more annotation. */
  public Descriptor with(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>((Map<String, String>) annotations);
    more.put(key, value);
    return new Descriptor(mediaType, digest, size, artifactType, platform, more);
  }

  /** The same, of an artifact. */
  public Descriptor withArtifactType(String type) {
    return new Descriptor(mediaType, digest, size, Optional.of(type), platform, annotations);
  }

  /** The same, for a machine. */
  public Descriptor withPlatform(Platform machine) {
    return new Descriptor(mediaType, digest, size, artifactType, Optional.of(machine), annotations);
  }

  /** The path in the bundle, where the blob has one. */
  public Optional<String> title() {
    return Optional.ofNullable(annotations.get(Annotations.TITLE));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("mediaType", mediaType);
    tree.put("digest", digest.toString());
    tree.put("size", size);
    artifactType.ifPresent(type -> tree.put("artifactType", type));
    platform.ifPresent(machine -> tree.put("platform", machine.tree()));
    if (!annotations.isEmpty()) {
      tree.put("annotations", annotations);
    }
    return tree;
  }

  static Descriptor parse(JsonFields fields) {
    return new Descriptor(
        fields.string("mediaType"),
        fields.digest("digest"),
        fields.size("size"),
        fields.findString("artifactType"),
        fields.findObject("platform").map(Platform::parse),
        fields.annotations());
  }
}
