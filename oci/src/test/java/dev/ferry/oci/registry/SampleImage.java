package dev.ferry.oci.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.Links;
import dev.ferry.oci.Manifest;
import dev.ferry.oci.MediaTypes;
import dev.ferry.oci.archive.ArchiveWriter;
import dev.ferry.oci.archive.ImageGraph;
import dev.ferry.store.LocalBlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Images to push: small ones, with or without a layer of many pieces, SBOM, second platform. */
final class SampleImage {
  private final LocalBlobStore store;
  private final Map<Digest, byte[]> documents = new HashMap<>();

  SampleImage(Path folder) {
    this.store = LocalBlobStore.open(folder.resolve("sample-store"));
  }

  /** A descriptor of bytes that are in the store now. */
  Descriptor blob(String mediaType, byte[] bytes) {
    try {
      Digest digest = store.put(new ByteArrayInputStream(bytes), Integer.MAX_VALUE);
      return Descriptor.of(mediaType, digest, bytes.length);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  Descriptor document(String mediaType, byte[] bytes) {
    documents.put(Digest.of(bytes), bytes);
    return Descriptor.of(mediaType, Digest.of(bytes), bytes.length);
  }

  /** A manifest with a config and layers of these sizes. */
  Descriptor manifest(int seed, int... sizes) {
    Random random = new Random(seed);
    List<Descriptor> layers =
        java.util.Arrays.stream(sizes)
            .mapToObj(
                size -> {
                  byte[] bytes = new byte[size];
                  random.nextBytes(bytes);
                  return blob("application/vnd.oci.image.layer.v1.tar+gzip", bytes);
                })
            .toList();
    String ids = String.join(",", layers.stream().map(one -> "\"" + one.digest() + "\"").toList());
    String config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\","
            + "\"diff_ids\":["
            + ids
            + "]}}";
    return document(
        MediaTypes.MANIFEST,
        new Manifest(
                Optional.empty(),
                blob("application/vnd.oci.image.config.v1+json", config.getBytes(UTF_8)),
                layers,
                Optional.empty(),
                new TreeMap<>())
            .bytes());
  }

  /** A statement about a manifest. */
  Descriptor sbom(Descriptor subject) {
    Descriptor content = blob("application/vnd.cyclonedx+json", "{}\n".getBytes(UTF_8));
    return document(
        MediaTypes.MANIFEST,
        new Manifest(
                Optional.of("application/vnd.cyclonedx+json"),
                blob(MediaTypes.EMPTY, "{}".getBytes(UTF_8)),
                List.of(content),
                Optional.of(Descriptor.of(subject.mediaType(), subject.digest(), subject.size())),
                new TreeMap<>(Map.of("org.opencontainers.image.created", "2026-01-01T00:00:00Z")))
            .bytes());
  }

  ImageGraph graph(Descriptor root, Descriptor... referrers) {
    return ImageGraph.read(
        root,
        java.util.Arrays.stream(referrers).map(this::listed).toList(),
        one -> requireNonNull(documents.get(one.digest())));
  }

  private Descriptor listed(Descriptor referrer) {
    Links links =
        Links.parse(
            "referrer", referrer.mediaType(), requireNonNull(documents.get(referrer.digest())));
    return new Descriptor(
        referrer.mediaType(),
        referrer.digest(),
        referrer.size(),
        links.artifactType(),
        Optional.empty(),
        links.annotations());
  }

  /** Writes it as one tar. */
  Path archive(Path tar, ImageGraph graph) {
    new ArchiveWriter(graph, store, Optional.of("registry.example/team/sample:1.0"))
        .write(tar, Progress.NONE);
    return tar;
  }
}
