/**
 * Finds what a new file has in common with an old one, approximately.
 *
 * <p>The method is that of bsdiff with another search. Pieces of the old file (seeds) are indexed
 * by a hash; the new file is walked, and as long as it goes on as the old one does, nothing is
 * looked up. Where it does not, the seeds say where else the same bytes stand, and the copy that
 * explains more bytes wins. Copies are then grown in both directions for as long as more than half
 * of their bytes are right.
 *
 * <p>The result depends on the two files only, not on the number of threads. Nothing here is part
 * of the format: a better search makes smaller deltas that any receiver can apply.
 */
@NullMarked
package dev.ferry.delta.generate.match;

import org.jspecify.annotations.NullMarked;
