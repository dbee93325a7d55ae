package dev.ferry.python.resolve;

import dev.ferry.model.Digest;

/**
 * A wheel that Ferry built from source; its bytes are in the store.
 *
 * @param filename of the wheel
 * @param sha256 of its bytes
 * @param size bytes
 * @param record how it was made
 */
public record BuiltWheel(String filename, Digest sha256, long size, BuildRecord record) {}
