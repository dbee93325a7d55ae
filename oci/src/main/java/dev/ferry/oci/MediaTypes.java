package dev.ferry.oci;

/** Media types of the OCI image-spec ({@code media-types.md}). */
public final class MediaTypes {
  public static final String INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  /** The config of an artifact that needs none: the two bytes <code>{}</code>. */
  public static final String EMPTY = "application/vnd.oci.empty.v1+json";

  /** Docker's own kind of manifest, "image manifest version 2, schema 2"; same shape as OCI's. */
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";

  /** Docker's own kind of index. */
  public static final String DOCKER_INDEX =
      "application/vnd.docker.distribution.manifest.list.v2+json";

  private MediaTypes() {}

  /** Whether blobs of this type list manifests. */
  public static boolean isIndex(String mediaType) {
    return mediaType.equals(INDEX) || mediaType.equals(DOCKER_INDEX);
  }

  /** Whether blobs of this type list a config and layers. */
  public static boolean isManifest(String mediaType) {
    return mediaType.equals(MANIFEST) || mediaType.equals(DOCKER_MANIFEST);
  }
}
