package dev.ferry.oci.registry;

import dev.ferry.model.Digest;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.ImageIndex;
import dev.ferry.oci.MediaTypes;
import dev.ferry.oci.archive.ImageGraph;
import dev.ferry.oci.archive.ImageGraph.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements about an image (distribution-spec, "Pushing Manifests with Subject", "Referrers Tag
 * Schema"): a registry that keeps lists of them says so when it takes one; for others the client
 * keeps the list, an index under the tag {@code sha256-<hex>}.
 */
final class Referrers {
  private final Registry registry;

  Referrers(Registry registry) {
    this.registry = registry;
  }

  /** The tag under which lists are kept where the registry keeps none. */
  static String fallbackTag(Digest subject) {
    return "sha256-" + subject.hex();
  }

  /**
   * Pushes the statements of an image.
   *
   * @return the fallback tag, where one was needed
   */
  Optional<String> attach(ImageGraph image) {
    Optional<String> fallback = Optional.empty();
    for (Descriptor referrer : image.referrers()) {
      Document document = image.documents().get(referrer.digest());
      if (document == null) {
        throw new IllegalStateException("a graph has its referrers");
      }
      String reference = referrer.digest().toString();
      boolean taken =
          registry.putManifest(reference, document.links().mediaType(), document.bytes());
      if (!taken && !isListed(document)) {
        fallback = Optional.of(list(document));
      }
    }
    return fallback;
  }

  /** Some registries keep lists and do not say so when they take a manifest. */
  private boolean isListed(Document document) {
    return registry
        .findReferrers(subject(document), registry.writeScope())
        .filter(
            index ->
                index.manifests().stream()
                    .anyMatch(one -> one.digest().equals(document.descriptor().digest())))
        .isPresent();
  }

  private static Digest subject(Document document) {
    return document
        .links()
        .subject()
        .orElseThrow(() -> new IllegalStateException("a referrer has a subject"))
        .digest();
  }

  private String list(Document document) {
    String tag = fallbackTag(subject(document));
    List<Descriptor> listed = new ArrayList<>(kept(tag, registry.writeScope()));
    if (listed.stream().noneMatch(one -> one.digest().equals(document.descriptor().digest()))) {
      listed.add(described(document));
      byte[] bytes = new ImageIndex(Optional.empty(), listed).bytes();
      var unused = registry.putManifest(tag, MediaTypes.INDEX, bytes);
    }
    return tag;
  }

  /** A referrer as lists have it: with what it is and its annotations. */
  static Descriptor described(Document document) {
    Descriptor plain = document.descriptor();
    return new Descriptor(
        plain.mediaType(),
        plain.digest(),
        plain.size(),
        document.links().artifactType(),
        Optional.empty(),
        document.links().annotations());
  }

  private List<Descriptor> kept(String tag, String scope) {
    return registry
        .findManifest(tag, scope)
        .filter(fetched -> fetched.mediaType().equals(MediaTypes.INDEX))
        .map(fetched -> ImageIndex.parse(tag, fetched.bytes()).manifests())
        .orElse(List.of());
  }

  /** What is said about a manifest, in either way of keeping it. */
  List<Descriptor> of(Digest subject) {
    String scope = registry.readScope();
    List<Descriptor> found =
        registry.findReferrers(subject, scope).map(ImageIndex::manifests).orElse(List.of());
    return found.isEmpty() ? kept(fallbackTag(subject), scope) : found;
  }
}
