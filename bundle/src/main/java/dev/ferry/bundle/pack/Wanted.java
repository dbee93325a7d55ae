package dev.ferry.bundle.pack;

import dev.ferry.model.Digest;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that a bundle needs.
 *
 * @param label its file name, for people
 * @param location where it can be downloaded; empty where it was built here or lay in a folder
 * @param sha256 of its bytes
 * @param size in bytes, where it is known
 * @param source name of the source that it comes from
 */
public record Wanted(
    String label, Optional<URI> location, Digest sha256, OptionalLong size, String source) {}
