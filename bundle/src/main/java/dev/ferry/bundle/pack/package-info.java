/**
 * Turns locks into a bundle.
 *
 * <p>{@link dev.ferry.bundle.pack.PackRequest} says what is wanted, {@link
 * dev.ferry.bundle.pack.PackPlan} what that takes (downloads, bytes, disk) and can be printed
 * before anything happens, {@link dev.ferry.bundle.pack.Packer} does it: bring what the store
 * lacks, read every wheel once ({@link dev.ferry.bundle.pack.WheelIntake}), compare what is inside
 * with what the lock was resolved with ({@link dev.ferry.bundle.pack.MetadataCheck}), prove that
 * the libraries fit each target ({@link dev.ferry.bundle.pack.FitProof}), lay out the files ({@link
 * dev.ferry.bundle.pack.ContentBuilder}), write them under a temporary name, try them out if asked
 * to, and only then give the folder or tar its name.
 *
 * <p>Proof may contradict what was known when the lock was made. Such a contradiction is a value,
 * {@link dev.ferry.bundle.pack.PackOutcome}, because whoever made the lock can make a better one.
 *
 * <p>The same locks and the same spec give the same bytes: dates are those of the locks, and
 * nothing of this machine (clock, umask, locale, paths) enters a bundle.
 */
@NullMarked
package dev.ferry.bundle.pack;

import org.jspecify.annotations.NullMarked;
