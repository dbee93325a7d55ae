/**
 * Opens a bundle of unknown origin, as a folder or as a tar that is never unpacked.
 *
 * <p>{@link dev.ferry.bundle.read.Container} tells the two apart and hides the difference: names
 * with the place of their bytes. Links, devices, absolute and climbing names never get that far;
 * they are collected as {@link dev.ferry.bundle.read.Problem problems} instead. {@link
 * dev.ferry.bundle.read.Bundle} follows {@code index.json} to the root index and its manifests,
 * each compared with the digest that led to it, and finds every file under either of its two names,
 * because copies onto sticks lose one of them.
 *
 * <p>An open bundle is consistent down to its manifests. That its files hold the right bytes is
 * what {@link dev.ferry.bundle.verify} says.
 */
@NullMarked
package dev.ferry.bundle.read;

import org.jspecify.annotations.NullMarked;
