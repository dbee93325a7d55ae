/**
 * Finds out how a deflated stream was made.
 *
 * <p>A stream is first inflated. Then compressors and settings are tried, the one that was right
 * for the last stream first: each makes the stream again and is dropped at the first byte that is
 * different, which costs little, as a wrong setting mostly differs within the first block. What is
 * found is proved by that: the last byte was compared. Where none is right, the one that comes
 * nearest predicts the stream and the differences are coded, and proved by making the stream again.
 */
@NullMarked
package dev.ferry.delta.generate.deflate;

import org.jspecify.annotations.NullMarked;
