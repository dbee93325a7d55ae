/**
 * Images into a registry and out of it (OCI distribution-spec 1.1).
 *
 * <p>{@link dev.ferry.oci.registry.Push} sends what the registry lacks: blobs first, each asked for
 * by {@code HEAD}, mounted from another repository where one was named, else uploaded; then
 * manifests, those below before those above, the tag last, so that nobody ever pulls half an image;
 * then SBOM and provenance as referrers. {@link dev.ferry.oci.registry.Pull} fetches an image into
 * the store, from where it becomes an archive.
 *
 * <p>An upload of a large blob goes in pieces ({@link dev.ferry.oci.registry.BlobUpload}). When a
 * connection breaks, the registry is asked how much it has; when it has forgotten the upload, the
 * blob begins anew, a few times. Where an upload goes on after a kill is noted in the store.
 *
 * <p>A registry is not trusted: documents are bounded, every byte that is pulled is hashed while it
 * comes, a blob that grows beyond its descriptor is cut off, and what does not bear the digest that
 * was asked for is not kept.
 */
@NullMarked
package dev.ferry.oci.registry;

import org.jspecify.annotations.NullMarked;
