package dev.ferry.oci.layer;

/** How a layer's blob is compressed ({@code layer.md}, "+gzip Media Types"). */
public enum Compression {
  /** Every engine reads it. */
  GZIP("application/vnd.oci.image.layer.v1.tar+gzip"),

  /** Docker 23, containerd 1.5 and newer read it; iSulad does not. */
  ZSTD("application/vnd.oci.image.layer.v1.tar+zstd"),

  /** Not at all. */
  NONE("application/vnd.oci.image.layer.v1.tar");

  private final String mediaType;

  Compression(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type of a layer that is compressed so. */
  public String mediaType() {
    return mediaType;
  }
}
