/**
 * From an environment spec to one lock per target.
 *
 * <p>{@link dev.ferry.bundle.lock.SpecRequest} reads the texts of a spec and of requirements files
 * into one {@link dev.ferry.python.resolve.ResolveRequest}. {@link
 * dev.ferry.bundle.lock.LockService} resolves it for each target in turn: versions chosen for the
 * first are preferred by the next, and where they differ all the same, it says so. Versions of an
 * earlier lock are kept while they still hold, unless an {@link dev.ferry.bundle.lock.Upgrade} lets
 * them move.
 *
 * <p>Locks lie in {@code targets/<target>/pylock.toml} below a folder ({@link
 * dev.ferry.bundle.lock.LockFolder}), because PEP 751 allows no dot inside the variable part of the
 * file name, and the names of targets have dots.
 */
@NullMarked
package dev.ferry.bundle.lock;

import org.jspecify.annotations.NullMarked;
