package dev.ferry.delta.format;

import dev.ferry.model.Digest;

/**
 * Which bytes are meant.
 *
 * @param digest SHA-256
 * @param size bytes
 */
public record Fingerprint(Digest digest, long size) {}
