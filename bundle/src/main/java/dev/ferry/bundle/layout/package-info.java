/**
 * What a bundle is made of, before it is a folder or a tar and without its bytes ({@code
 * docs/formats/bundle.md}).
 *
 * <p>A bundle is a valid OCI image layout and at once a plain wheel folder: every file is a blob,
 * and has a second name that people and other tools know it by. {@link
 * dev.ferry.bundle.layout.Piece} is such a file. {@link dev.ferry.bundle.layout.BundleGraph} builds
 * the manifests above the pieces; their root's digest is the digest of the bundle, and nothing else
 * about a bundle is. {@link dev.ferry.bundle.layout.Listing} derives from the same pieces which
 * names must be present with which bytes, the content of {@code SHA256SUMS}. Writing and verifying
 * share this one derivation.
 *
 * <p>All of it is a pure function of the pieces: no clock, no random number, no order of a hash
 * table.
 */
@NullMarked
package dev.ferry.bundle.layout;

import org.jspecify.annotations.NullMarked;
