/**
 * Bases: the systems that images stand on.
 *
 * <p>An image of Ferry is a base, which somebody else made, and layers that a lock decides. A base
 * comes as a tar of a root folder, as an archive of {@code docker save}, or as an OCI layout in a
 * folder or tar. Importing it reads every byte once, refuses what an image may not hold, and keeps
 * the tar of each layer in the store under its diffID; from then on it has a name and a digest, and
 * is carried like any other blob.
 *
 * <p>What a base offers is read from its files, never from its distribution's name: the machine
 * from its ELF headers, the libc and libstdc++ from the libraries themselves, the interpreters from
 * the folders that hold them. {@link dev.ferry.image.base.BaseFacts} is compared with what a bundle
 * needs before an image is built.
 *
 * <p>Sources: OCI image-spec {@code layer.md} (whiteouts), {@code config.md} (diffIDs), {@code
 * image-layout.md}; POSIX.1-2017 {@code pax}.
 */
@NullMarked
package dev.ferry.image.base;

import org.jspecify.annotations.NullMarked;
