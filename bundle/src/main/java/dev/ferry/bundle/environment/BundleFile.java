package dev.ferry.bundle.environment;

import dev.ferry.model.Digest;

/**
 * A file of the bundle.
 *
 * @param path relative to the top of the bundle, with {@code /}
 * @param sha256 of its bytes
 * @param size in bytes
 */
public record BundleFile(String path, Digest sha256, long size) {}
