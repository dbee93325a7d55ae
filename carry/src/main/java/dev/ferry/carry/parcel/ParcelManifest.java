package dev.ferry.carry.parcel;

import java.util.Arrays;

/**
 * What a parcel says about itself. Everything in it was checked against its bounds, and the id
 * against its bytes.
 */
public final class ParcelManifest {
  static final int DIGEST = 32;

  private final ParcelId id;
  private final PartLayout layout;
  private final byte[] sliceDigests;
  private final int goodsStart;
  private final int goodsLength;
  private final byte[] bytes;

  /**
   * Takes what was made or read.
   *
   * @param goodsStart where in {@code bytes} the caller's object stands
   */
  ParcelManifest(
      PartLayout layout, byte[] sliceDigests, int goodsStart, int goodsLength, byte[] bytes) {
    this.id = ParcelId.of(bytes);
    this.layout = layout;
    this.sliceDigests = sliceDigests;
    this.goodsStart = goodsStart;
    this.goodsLength = goodsLength;
    this.bytes = bytes;
  }

  public ParcelId id() {
    return id;
  }

  public PartLayout layout() {
    return layout;
  }

  /** The JSON object that the exporter put in, byte for byte. */
  public byte[] goods() {
    return Arrays.copyOfRange(bytes, goodsStart, goodsStart + goodsLength);
  }

  /** How many bytes the whole manifest has. */
  int size() {
    return bytes.length;
  }

  /** The whole manifest, of which the id is the digest. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether a slice has this SHA-256. */
  boolean matches(int slice, byte[] sha256) {
    int from = slice * DIGEST;
    return Arrays.equals(sliceDigests, from, from + DIGEST, sha256, 0, DIGEST);
  }

  /** The SHA-256 of a slice. */
  byte[] digest(int slice) {
    return Arrays.copyOfRange(sliceDigests, slice * DIGEST, (slice + 1) * DIGEST);
  }
}
