package dev.ferry.oci.registry;

import dev.ferry.model.Digest;
import dev.ferry.oci.registry.name.ImageName;
import java.util.Optional;

/**
 * What a push did.
 *
 * @param name where it is now: with the digest, and the tag where there is one
 * @param digest of the image
 * @param sent blobs that were uploaded
 * @param bytes of these that this run sent; not what an interrupted one had sent
 * @param mounted blobs that another repository had
 * @param present blobs that were there
 * @param referrers statements that were attached
 * @param fallbackTag the tag that lists them in a registry that keeps no such lists
 */
public record PushReport(
    ImageName name,
    Digest digest,
    int sent,
    long bytes,
    int mounted,
    int present,
    int referrers,
    Optional<String> fallbackTag) {}
