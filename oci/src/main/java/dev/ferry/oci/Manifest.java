package dev.ferry.oci;

import dev.ferry.model.Digest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of files with one digest ({@code manifest.md}).
 *
 * @param artifactType what the set is
 * @param config the first file, or {@link Descriptor#EMPTY}
 * @param layers the other files, in order
 * @param subject what the set is a statement about
 * @param annotations by key
 */
public record Manifest(
    Optional<String> artifactType,
    Descriptor config,
    List<Descriptor> layers,
    Optional<Descriptor> subject,
    SortedMap<String, String> annotations) {
  /** Largest document that is written or read, bytes; registries stop there. */
  public static final int LIMIT = 4 << 20;

  public Manifest {
    layers = List.copyOf(layers);
    annotations =
        Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) annotations));
  }

  /** An artifact without a subject. */
  public static Manifest of(String artifactType, Descriptor config, List<Descriptor> layers) {
    return new Manifest(
        Optional.of(artifactType), config, layers, Optional.empty(), new TreeMap<>());
  }

  /** The canonical document. */
  public byte[] bytes() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("schemaVersion", 2);
    tree.put("mediaType", MediaTypes.MANIFEST);
    artifactType.ifPresent(type -> tree.put("artifactType", type));
    tree.put("config", config.tree());
    tree.put("layers", layers.stream().map(Descriptor::tree).toList());
    subject.ifPresent(target -> tree.put("subject", target.tree()));
    if (!annotations.isEmpty()) {
      tree.put("annotations", annotations);
    }
    return Documents.bounded(CanonicalJson.bytes(tree));
  }

  /** What points at this manifest. */
  public Descriptor descriptor() {
    byte[] bytes = bytes();
    Descriptor descriptor = Descriptor.of(MediaTypes.MANIFEST, Digest.of(bytes), bytes.length);
    return artifactType.map(descriptor::withArtifactType).orElse(descriptor);
  }

  /**
   * Reads a document of unknown origin.
   *
   * @param where its name for messages
   */
  public static Manifest parse(String where, byte[] bytes) {
    JsonFields fields = Documents.read(where, bytes, MediaTypes.MANIFEST);
    return new Manifest(
        fields.findString("artifactType"),
        Descriptor.parse(fields.object("config")),
        fields.objects("layers").stream().map(Descriptor::parse).toList(),
        fields.findObject("subject").map(Descriptor::parse),
        fields.annotations());
  }
}
