package dev.ferry.python.download;

import dev.ferry.model.Digest;
import java.nio.file.Path;

/**
 * A file in the store.
 *
 * @param sha256 of its bytes, checked
 * @param path where it lies
 * @param size bytes
 */
public record Downloaded(Digest sha256, Path path, long size) {}
