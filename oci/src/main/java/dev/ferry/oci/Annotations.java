package dev.ferry.oci;

/** Annotation keys of the OCI image-spec ({@code annotations.md}). */
public final class Annotations {
  /** The name of a file in an artifact, here its path in the bundle. */
  public static final String TITLE = "org.opencontainers.image.title";

  /** The tag of an entry of {@code index.json}. */
  public static final String REF_NAME = "org.opencontainers.image.ref.name";

  private Annotations() {}
}
