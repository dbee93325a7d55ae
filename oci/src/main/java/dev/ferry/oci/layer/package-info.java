/**
 * Layers of images: tars whose bytes depend on their entries alone.
 *
 * <p>A layer is a tar, compressed, and has two digests: that of the tar (the diffID, on which the
 * image's identity rests) and that of the blob. Two builds of one image agree only if both tar and
 * compressor are the same to the bit, so entries have a fixed time and order, and the compressor is
 * part of this project ({@link dev.ferry.oci.layer.StitchedGzip}).
 *
 * <p>Most bytes of a Python image come out of wheels, where they are compressed already. Such a
 * file keeps its deflate stream: a gzip file may have many members, and a gzip member is a deflate
 * stream between a header and a checksum that the wheel's directory knows. So a layer costs an
 * inflation, to hash it, and no compression; and where the wheel is, the layer need not be carried.
 *
 * <p>Sources: OCI image-spec {@code layer.md}; RFC 1951, RFC 1952; POSIX.1-2017 {@code pax}.
 */
@NullMarked
package dev.ferry.oci.layer;

import org.jspecify.annotations.NullMarked;
