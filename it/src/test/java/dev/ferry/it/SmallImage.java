package dev.ferry.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.Manifest;
import dev.ferry.oci.MediaTypes;
import dev.ferry.oci.archive.ArchiveWriter;
import dev.ferry.oci.archive.ImageGraph;
import dev.ferry.oci.layer.Compression;
import dev.ferry.oci.layer.Layer;
import dev.ferry.oci.layer.LayerContent;
import dev.ferry.oci.layer.LayerEntry;
import dev.ferry.oci.layer.LayerWriter;
import dev.ferry.store.LocalBlobStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** An archive of an image with layers of noise and a statement about it. */
final class SmallImage {
  private final LocalBlobStore store;
  private final Map<Digest, byte[]> documents = new HashMap<>();

  private SmallImage(Path folder) {
    this.store = LocalBlobStore.open(folder.resolve("image-store"));
  }

  /**
   * Writes one.
   *
   * @param sizes of the layers, bytes
   * @return the digest of its manifest
   */
  static Digest write(Path tar, Path folder, int... sizes) throws IOException {
    SmallImage image = new SmallImage(folder);
    Descriptor root = image.manifest(sizes);
    Descriptor statement = image.statement(root);
    ImageGraph graph =
        ImageGraph.read(
            root,
            List.of(statement),
            one -> Objects.requireNonNull(image.documents.get(one.digest())));
    new ArchiveWriter(graph, image.store, Optional.of("registry.example/team/small:1.0"))
        .write(tar, Progress.NONE);
    return root.digest();
  }

  private Descriptor manifest(int... sizes) throws IOException {
    List<Descriptor> layers = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int size : sizes) {
      byte[] noise = new byte[size];
      new Random(size).nextBytes(noise);
      LayerEntry file = new LayerEntry.File("data-" + size, 0644, 0, new LayerContent.Plain(noise));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Layer layer = LayerWriter.write(Compression.NONE, List.of(file), out);
      layers.add(blob(layer.compression().mediaType(), out.toByteArray()));
      ids.add("\"" + layer.diffId() + "\"");
    }
    String config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":"
            + "\"layers\",\"diff_ids\":["
            + String.join(",", ids)
            + "]}}";
    Descriptor settings = blob("application/vnd.oci.image.config.v1+json", config.getBytes(UTF_8));
    return document(
        new Manifest(Optional.empty(), settings, layers, Optional.empty(), new TreeMap<>()));
  }

  private Descriptor statement(Descriptor subject) throws IOException {
    Descriptor content = blob("application/vnd.cyclonedx+json", "{}\n".getBytes(UTF_8));
    Descriptor none = blob(MediaTypes.EMPTY, "{}".getBytes(UTF_8));
    return document(
            new Manifest(
                Optional.of("application/vnd.cyclonedx+json"),
                none,
                List.of(content),
                Optional.of(Descriptor.of(subject.mediaType(), subject.digest(), subject.size())),
                new TreeMap<>()))
        .withArtifactType("application/vnd.cyclonedx+json");
  }

  private Descriptor blob(String mediaType, byte[] bytes) throws IOException {
    Digest digest = store.put(new ByteArrayInputStream(bytes), Integer.MAX_VALUE);
    return Descriptor.of(mediaType, digest, bytes.length);
  }

  private Descriptor document(Manifest manifest) {
    byte[] bytes = manifest.bytes();
    documents.put(Digest.of(bytes), bytes);
    return Descriptor.of(MediaTypes.MANIFEST, Digest.of(bytes), bytes.length);
  }
}
