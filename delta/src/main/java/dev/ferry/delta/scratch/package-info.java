/**
 * Bytes that are kept for a while: small ones in memory, large ones in files of one folder that
 * goes when the work ends. A library of a wheel unpacks to more than the heap may have, so nothing
 * large is ever an array. All that is kept is counted against an allowance, in memory or not, so
 * that what a delta may unpack does not depend on where it is kept.
 */
@NullMarked
package dev.ferry.delta.scratch;

import org.jspecify.annotations.NullMarked;
