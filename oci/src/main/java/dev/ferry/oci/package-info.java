/**
 * The OCI image format as Ferry uses it: descriptors, manifests, indexes and the layout on disk
 * (OCI image-spec 1.1: {@code descriptor.md}, {@code manifest.md}, {@code image-index.md}, {@code
 * image-layout.md}).
 *
 * <p>Everything is a graph of blobs named by their SHA-256. A {@link dev.ferry.oci.Descriptor} is
 * an edge (media type, digest, size), a {@link dev.ferry.oci.Manifest} a node with files below it,
 * an {@link dev.ferry.oci.ImageIndex} a node with manifests below it. {@code index.json} of a
 * layout is such an index too, the only document that is found by its name.
 *
 * <p>What Ferry writes is canonical JSON ({@link dev.ferry.oci.CanonicalJson}), so equal content
 * always has equal digests. What it reads may come from anybody: documents are below 4 MiB, fields
 * are checked by name, and bytes are compared with the descriptor that led to them before they are
 * parsed.
 */
@NullMarked
package dev.ferry.oci;

import org.jspecify.annotations.NullMarked;
