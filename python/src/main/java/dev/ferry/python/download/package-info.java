/**
 * Bringing whole files into the store.
 *
 * <p>Several files come at once, each over one connection. Bytes are hashed while they arrive and
 * kept in the store's partial file; a download that was killed, or whose connection broke, goes on
 * where it stopped, by a ranged request. A file gets its final name only when its digest and size
 * are what its index claimed. What a server cannot give, its mirrors are asked for.
 *
 * <p>A file without a claimed digest is <em>unpinned</em>: nobody could tell whether the bytes are
 * the right ones. It is refused unless the user allows that.
 */
@NullMarked
package dev.ferry.python.download;

import org.jspecify.annotations.NullMarked;
