package dev.ferry.image.base;

import dev.ferry.model.Digest;
import dev.ferry.oci.layer.Compression;

/**
 * A layer of a base. The store holds its tar under {@code diffId}, and under {@code blob} the bytes
 * that it came in, which are the same where it came uncompressed.
 *
 * @param diffId digest of the tar (OCI {@code config.md}, {@code rootfs.diff_ids})
 * @param tarSize of the tar, bytes
 * @param compression of the blob
 * @param blob digest of the layer as it was given
 * @param size of the blob, bytes
 */
public record BaseLayer(
    Digest diffId, long tarSize, Compression compression, Digest blob, long size) {}
