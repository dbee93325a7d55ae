/**
 * From a request to a bundle: lock, pack, and lock again when the bytes say so.
 *
 * <p>A lock is made from what indexes claim and from a few kilobytes of each wheel. The whole bytes
 * may say something else: a library that does not fit, a dependency that the index did not name.
 * {@link dev.ferry.bundle.make.BundleMaker} then takes what was found into the next resolution,
 * until a set holds or there is none.
 */
@NullMarked
package dev.ferry.bundle.make;

import org.jspecify.annotations.NullMarked;
