/**
 * Reads tars of unknown origin: layers, root folders, archives of images and packages.
 *
 * <p>Two readers of one tar must never see two trees. {@link dev.ferry.image.tar.TarReader}
 * therefore refuses what tolerant readers repair in their own ways: a header without a right
 * checksum, a size that its kind of entry cannot have, a name that is said twice, bytes behind the
 * end. It reads a stream once, keeps nothing but the entry it is at, and can hand on the very bytes
 * that it read, entry by entry, so that one may be left out of a copy.
 *
 * <p>{@link dev.ferry.image.tar.Packed} opens what a tar is compressed with, by its first bytes,
 * and stops a stream that grows beyond all reason. {@link dev.ferry.image.tar.EntryPath} is the one
 * place that says which names are paths within a root.
 *
 * <p>Sources: POSIX.1-2017 {@code pax}, "ustar Interchange Format" and "pax Interchange Format";
 * GNU tar manual, "Basic Tar Format" (long names, numbers in base 256).
 */
@NullMarked
package dev.ferry.image.tar;

import org.jspecify.annotations.NullMarked;
