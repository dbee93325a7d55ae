/**
 * Bytes that are read at any place: a mapped file, an array, a part of either.
 *
 * <p>A library in a wheel can be larger than an array can be, and larger than the heap is allowed
 * to be. So whatever compares or predicts reads through {@link dev.ferry.delta.bytes.Bytes}, with
 * positions that are {@code long}.
 */
@NullMarked
package dev.ferry.delta.bytes;

import org.jspecify.annotations.NullMarked;
