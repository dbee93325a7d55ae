package dev.ferry.bundle.sbom;

import dev.ferry.model.Digest;
import dev.ferry.python.metadata.Metadata;
import java.util.Optional;

/**
 * Something that a bundle carries.
 *
 * @param kind {@code library} or {@code file}
 * @param name of the package or file
 * @param version of the package, empty for a file
 * @param purl of the package, empty for a file
 * @param path in the bundle
 * @param digest of its bytes
 * @param source name of the source that it came from
 * @param built whether it was built from source
 * @param metadata of the package
 */
public record Component(
    String kind,
    String name,
    String version,
    String purl,
    String path,
    Digest digest,
    String source,
    boolean built,
    Optional<Metadata> metadata) {}
