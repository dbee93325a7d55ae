package dev.ferry.oci.layer;

import dev.ferry.model.Digest;

/**
 * A layer that was written ({@code layer.md}).
 *
 * @param compression how
 * @param diffId digest of the tar before compression; the image's identity rests on it
 * @param digest of the blob
 * @param size of the blob, bytes
 * @param tarSize of the tar, bytes
 */
public record Layer(
    Compression compression, Digest diffId, Digest digest, long size, long tarSize) {}
