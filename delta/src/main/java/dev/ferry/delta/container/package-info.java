/**
 * Zip, gzip and tar as far as it takes to find what is compressed inside them, and to make headers
 * again.
 *
 * <p>The readers here are for the side that makes a delta. They need not understand every file:
 * what does not parse is plain bytes, and the proof at the end is the digest of the whole.
 */
@NullMarked
package dev.ferry.delta.container;

import org.jspecify.annotations.NullMarked;
