package dev.ferry.oci.layer;

/** How a layer's blob is compressed ({@code layer.md}, "+gzip Media Types"). */
public enum Compression {
  /** Every engine reads it. */
  GZIP("application/vnd.oci.image.layer.v1.tar+gzip", "stitched-gzip-1"),

  /** Docker 23, containerd 1.5 and newer read it; iSulad does not. */
  ZSTD("application/vnd.oci.image.layer.v1.tar+zstd", "zstd-jni-1.5.7-6-l3-1"),

  /** Not at all. */
  NONE("application/vnd.oci.image.layer.v1.tar", "none");

  private final String mediaType;
  private final String compressorId;

  Compression(String mediaType, String compressorId) {
    this.mediaType = mediaType;
    this.compressorId = compressorId;
  }

  /** The media type of a layer that is compressed so. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * What exactly compresses, for recipes and labels: the same entries and the same identifier mean
   * the same blob ({@code docs/formats/layer.md}). Its last number changes with the bytes.
   */
  public String compressorId() {
    return compressorId;
  }
}
