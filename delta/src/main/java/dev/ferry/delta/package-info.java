/**
 * Makes a file from an older one and a small delta, bit for bit.
 *
 * <p>A wheel is a zip: its members are compressed, and one changed byte changes everything behind
 * it. So containers are opened first, their members are compared as they were before compression,
 * and the way in which each was compressed is written down, so that compressing again gives the
 * same bytes. Machine code is compared with its addresses taken out: a function that moved changes
 * every call to it, although nothing was changed by anybody.
 *
 * <p>{@code delta.generate} makes deltas, {@code delta.apply} uses them and knows nothing of how
 * they were found; what both must do alike (the finder of references, the compressor, the coding of
 * numbers) lies beside them and is frozen under the version of the format.
 */
@NullMarked
package dev.ferry.delta;

import org.jspecify.annotations.NullMarked;
