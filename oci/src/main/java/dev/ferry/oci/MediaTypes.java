package dev.ferry.oci;

/** Media types of the OCI image-spec ({@code media-types.md}). */
public final class MediaTypes {
  public static final String INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  /** The config of an artifact that needs none: the two bytes <code>{}</code>. */
  public static final String EMPTY = "application/vnd.oci.empty.v1+json";

  private MediaTypes() {}
}
