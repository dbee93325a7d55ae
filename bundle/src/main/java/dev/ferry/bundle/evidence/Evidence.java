package dev.ferry.bundle.evidence;

import dev.ferry.model.Digest;
import dev.ferry.oci.Annotations;
import dev.ferry.oci.CanonicalJson;
import dev.ferry.oci.Descriptor;
import dev.ferry.oci.Manifest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A statement as it lies in a bundle: the file, and the manifest that refers to the root. */
public final class Evidence {
  /** Media type of a sigstore bundle (sigstore protobuf-specs, {@code Bundle}, v0.3). */
  public static final String BUNDLE_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  private final byte[] file;
  private final Manifest manifest;

  private Evidence(byte[] file, Manifest manifest) {
    this.file = file;
    this.manifest = manifest;
  }

  /** Wraps a statement that nobody has signed yet. */
  public static Evidence unsigned(Statement statement, Descriptor root) {
    byte[] file =
        CanonicalJson.bytes(
            Map.of(
                "mediaType",
                BUNDLE_TYPE,
                "verificationMaterial",
                Map.of(),
                "dsseEnvelope",
                Map.of(
                    "payload",
                    Base64.getEncoder().encodeToString(statement.bytes()),
                    "payloadType",
                    Statement.PAYLOAD_TYPE,
                    "signatures",
                    List.of())));
    return new Evidence(file, manifest(statement, file, root));
  }

  private static Manifest manifest(Statement statement, byte[] file, Descriptor root) {
    Descriptor layer =
        Descriptor.of(BUNDLE_TYPE, Digest.of(file), file.length)
            .with(Annotations.TITLE, "evidence.sigstore.json");
    SortedMap<String, String> annotations = new TreeMap<>();
    annotations.put("dev.sigstore.bundle.content", "dsse-envelope");
    annotations.put("dev.sigstore.bundle.predicateType", statement.predicateType());
    Descriptor subject = Descriptor.of(root.mediaType(), root.digest(), root.size());
    return new Manifest(
        Optional.of(BUNDLE_TYPE),
        Descriptor.EMPTY,
        List.of(layer),
        Optional.of(subject),
        annotations);
  }

  /** The digest of {@code evidence/<n>.sigstore.json}. */
  public Digest digest() {
    return Digest.of(file);
  }

  /** What {@code index.json} lists, without a tag. */
  public Descriptor descriptor() {
    Descriptor plain = manifest.descriptor();
    return new Descriptor(
        plain.mediaType(),
        plain.digest(),
        plain.size(),
        plain.artifactType(),
        plain.platform(),
        manifest.annotations());
  }

  /** The file and the manifest, by digest. */
  public SortedMap<Digest, byte[]> blobs() {
    SortedMap<Digest, byte[]> blobs = new TreeMap<>();
    blobs.put(digest(), file);
    byte[] document = manifest.bytes();
    blobs.put(Digest.of(document), document);
    return blobs;
  }
}
