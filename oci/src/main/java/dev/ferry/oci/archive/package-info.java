/**
 * Image layouts where they lie: in a folder, or in a tar that is never unpacked.
 *
 * <p>An {@link dev.ferry.oci.archive.LayoutArchive} knows the names of a layout's files and where
 * their bytes are ({@link dev.ferry.oci.archive.Extent}). A tar is gone through by its headers
 * alone, so opening one of 5 GB costs as much as it has members. Links in it lead nowhere, members
 * that no layout has are passed over, and a name that is there twice is refused.
 *
 * <p>An {@link dev.ferry.oci.archive.ImageGraph} is what such a layout, or a registry, holds of one
 * image: every manifest below the root, every blob, and the referrers, each checked against the
 * descriptor that leads to it.
 *
 * <p>Sources: OCI image-spec 1.1 {@code image-layout.md}; POSIX.1-2017 {@code pax}; {@code
 * referrers.json} is Ferry's, the answer of {@code GET /v2/<name>/referrers/<digest>}.
 */
@NullMarked
package dev.ferry.oci.archive;

import org.jspecify.annotations.NullMarked;
