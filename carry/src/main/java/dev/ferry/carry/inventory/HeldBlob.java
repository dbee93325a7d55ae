package dev.ferry.carry.inventory;

import dev.ferry.model.Digest;

/**
 * A blob that a depot has.
 *
 * @param digest of its bytes
 * @param size in bytes
 * @param kind what it is
 * @param name of a wheel's package, normalised as PEP 503 does; else a path or empty
 * @param version of a wheel, as its file name spells it; else empty
 * @param tags of a wheel, as its file name spells them, {@code cp311-cp311-manylinux2014_x86_64};
 *     else empty
 */
public record HeldBlob(
    Digest digest, long size, BlobKind kind, String name, String version, String tags) {
  /** A blob that is no wheel. */
  public static HeldBlob of(Digest digest, long size, BlobKind kind, String name) {
    return new HeldBlob(digest, size, kind, name, "", "");
  }
}
