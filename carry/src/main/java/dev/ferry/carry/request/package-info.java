/**
 * What the isolated side asks for when no file may go back: a few lines that somebody reads out,
 * writes on paper and types again ({@code docs/formats/request.md}).
 *
 * <p>A {@link dev.ferry.carry.request.Request} names parcels by their number and, in each, parts
 * and blobs by theirs; nothing in it is a digest. {@link dev.ferry.carry.request.RequestCodec}
 * spells it in Crockford's base 32, which has no letters that look alike: at most ten lines of ten
 * groups of five. Every line carries a check that knows which line it is, so a mistake is told with
 * its line, swapped and forgotten lines included, and all lines carry one together.
 *
 * <p>What does not fit into ten lines is asked for more roughly: ranges grow together, and at last
 * whole parcels, but nothing that is missing is ever left out.
 */
@NullMarked
package dev.ferry.carry.request;

import org.jspecify.annotations.NullMarked;
