package dev.ferry.oci;

import dev.ferry.model.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A list of manifests or further indexes ({@code image-index.md}).
 *
 * @param artifactType what the list is
 * @param manifests in order
 */
public record ImageIndex(Optional<String> artifactType, List<Descriptor> manifests) {
  public ImageIndex {
    manifests = List.copyOf(manifests);
  }

  /** The canonical document. */
  public byte[] bytes() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("schemaVersion", 2);
    tree.put("mediaType", MediaTypes.INDEX);
    artifactType.ifPresent(type -> tree.put("artifactType", type));
    tree.put("manifests", manifests.stream().map(Descriptor::tree).toList());
    return Documents.bounded(CanonicalJson.bytes(tree));
  }

  /** What points at this index. */
  public Descriptor descriptor() {
    byte[] bytes = bytes();
    Descriptor descriptor = Descriptor.of(MediaTypes.INDEX, Digest.of(bytes), bytes.length);
    return artifactType.map(descriptor::withArtifactType).orElse(descriptor);
  }

  /**
   * Reads a document of unknown origin.
   *
   * @param where its name for messages
   */
  public static ImageIndex parse(String where, byte[] bytes) {
    JsonFields fields = Documents.read(where, bytes, MediaTypes.INDEX);
    return new ImageIndex(
        fields.findString("artifactType"),
        fields.objects("manifests").stream().map(Descriptor::parse).toList());
  }
}
