package dev.ferry.bundle.layout;

import dev.ferry.model.Digest;
import dev.ferry.oci.Annotations;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.Manifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The documents that make pieces one thing with one digest.
 *
 * @param root what points at the root index; its digest is the bundle's
 * @param environments what points at each environment's manifest, by target
 * @param documents the root index, the manifests and the empty config, by digest
 * @param pieces every file, each path once, in order of path
 */
public record BundleGraph(
    Descriptor root,
    SortedMap<String, Descriptor> environments,
    SortedMap<Digest, byte[]> documents,
    List<Piece> pieces) {

  /**
   * Builds the graph.
   *
   * @param shared scripts, README, SBOM, spec, extra files, sources
   * @param environments one per target
   */
  public static BundleGraph of(List<Piece> shared, List<EnvironmentPieces> environments) {
    SortedMap<Digest, byte[]> documents = new TreeMap<>();
    keep(documents, new byte[] {'{', '}'});
    List<Descriptor> entries = new ArrayList<>();
    entries.add(keep(documents, files(shared)));
    SortedMap<String, Descriptor> byTarget = new TreeMap<>();
    for (EnvironmentPieces environment : byName(environments)) {
      Descriptor entry =
          keep(documents, manifest(environment))
              .withPlatform(environment.platform())
              .with(BundleTypes.TARGET, environment.target());
      entries.add(entry);
      byTarget.put(environment.target(), entry);
    }
    ImageIndex root = new ImageIndex(Optional.of(BundleTypes.BUNDLE), entries);
    keep(documents, root.bytes());
    return new BundleGraph(
        root.descriptor(),
        Collections.unmodifiableSortedMap(byTarget),
        Collections.unmodifiableSortedMap(documents),
        distinct(shared, environments));
  }

  private static List<EnvironmentPieces> byName(List<EnvironmentPieces> environments) {
    return environments.stream().sorted(Comparator.comparing(EnvironmentPieces::target)).toList();
  }

  private static Manifest files(List<Piece> shared) {
    List<Descriptor> layers =
        shared.stream().sorted(Comparator.comparing(Piece::path)).map(Piece::descriptor).toList();
    return Manifest.of(BundleTypes.FILES, Descriptor.EMPTY, layers);
  }

  private static Manifest manifest(EnvironmentPieces environment) {
    List<Descriptor> layers =
        Stream.concat(
                Stream.of(environment.lock(), environment.requirements()),
                environment.wheels().stream())
            .map(Piece::descriptor)
            .toList();
    return Manifest.of(BundleTypes.ENVIRONMENT, environment.document().descriptor(), layers);
  }

  private static Descriptor keep(SortedMap<Digest, byte[]> documents, Manifest manifest) {
    keep(documents, manifest.bytes());
    return manifest.descriptor();
  }

  private static void keep(SortedMap<Digest, byte[]> documents, byte[] bytes) {
    documents.put(Digest.of(bytes), bytes);
  }

  private static List<Piece> distinct(List<Piece> shared, List<EnvironmentPieces> environments) {
    Map<String, Piece> byPath = new TreeMap<>();
    Stream.concat(shared.stream(), environments.stream().flatMap(EnvironmentPieces::pieces))
        .forEach(piece -> byPath.put(piece.path(), piece));
    return List.copyOf(byPath.values());
  }

  /**
   * {@code index.json}: the root under a tag, each environment under the tag with its target, and
   * evidence.
   *
   * @param tag of the root
   * @param evidence referrers of the root, without a tag
   */
  public ImageIndex index(String tag, List<Descriptor> evidence) {
    return index(tag, root, environments, evidence);
  }

  /**
   * The same of a graph that is known by its descriptors only.
   *
   * @param root as the root describes itself, without a tag
   * @param environments as the root lists them, by target
   */
  public static ImageIndex index(
      String tag,
      Descriptor root,
      SortedMap<String, Descriptor> environments,
      List<Descriptor> evidence) {
    List<Descriptor> entries = new ArrayList<>();
    entries.add(root.with(Annotations.REF_NAME, tag));
    environments.forEach(
        (target, entry) ->
            entries.add(entry.with(Annotations.REF_NAME, BundleNames.environmentTag(tag, target))));
    entries.addAll(evidence);
    return new ImageIndex(Optional.empty(), entries);
  }

  /** The size in bytes of each blob, once, pieces and documents alike. */
  public Map<Digest, Long> blobs() {
    Map<Digest, Long> sizes = new LinkedHashMap<>();
    documents.forEach((digest, bytes) -> sizes.put(digest, (long) bytes.length));
    pieces.forEach(piece -> sizes.put(piece.digest(), piece.size()));
    return sizes;
  }
}
