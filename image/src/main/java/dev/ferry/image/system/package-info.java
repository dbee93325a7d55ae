/**
 * Packages of a distribution, given as files: what a base lacks comes into an image without the
 * distribution's tools.
 *
 * <p>A {@code .deb} is an {@code ar} archive of two tars, an {@code .rpm} two headers and a {@code
 * cpio} archive. Files, folders and symbolic links are taken from them and become entries of a
 * layer; everything that needs a system around it stays out: no maintainer script runs, nothing is
 * set up by triggers, and what would need privileges is refused. A package whose scripts do more
 * than {@code ldconfig} is named, because somebody has to decide whether it works without them.
 *
 * <p>{@link dev.ferry.image.system.SystemPackage} is what was read; its bytes lie in the store
 * under their digests, so that the layer can be made again from the same package anywhere. {@link
 * dev.ferry.image.system.SystemLayer} places several packages on a base whose {@code /lib} may be a
 * link to {@code /usr/lib}, into which no entry of a layer may reach.
 *
 * <p>Sources: {@code deb(5)}, {@code ar(5)}; Debian Policy chapters 5 and 6; "RPM Package Format"
 * of the Linux Standard Base Core 5.0; {@code cpio(5)}, "New ASCII Format".
 */
@NullMarked
package dev.ferry.image.system;

import org.jspecify.annotations.NullMarked;
