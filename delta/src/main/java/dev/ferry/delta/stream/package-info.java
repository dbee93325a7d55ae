/**
 * The numbers and bytes of a delta, sorted by what they mean.
 *
 * <p>What is alike compresses well when it stands together: lengths beside lengths, corrections of
 * calls beside corrections of calls. So a delta is a set of streams, one for each {@linkplain
 * dev.ferry.delta.stream.StreamKind kind}, each compressed by itself. Whoever makes a delta appends
 * to them in the order in which whoever applies it reads.
 */
@NullMarked
package dev.ferry.delta.stream;

import org.jspecify.annotations.NullMarked;
