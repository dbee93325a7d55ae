/**
 * Parity: more bytes, from which lost ones can be computed again.
 *
 * <p>Given {@code k} columns of data, {@code m} rows of parity are made; of the {@code k + m} any
 * {@code k} suffice (a systematic Reed-Solomon code; k + m at most 255). It works byte by byte, so
 * columns can be files or slices of files, taken in blocks of any size.
 *
 * <p>A byte is an element of the field GF(2^8) with the polynomial x^8 + x^4 + x^3 + x^2 + 1:
 * addition is XOR, so only multiplication costs anything. Row {@code i} is the sum of the columns
 * {@code j}, each multiplied by {@link dev.ferry.carry.parity.CauchyCode#coefficient}. The
 * coefficients are those of a Cauchy matrix, 1 / (x_i + y_j), of which every square part can be
 * inverted (J. Bloemer et al., "An XOR-Based Erasure-Resilient Coding Scheme", 1995), each column
 * divided by its first element: row 0 is a plain XOR.
 *
 * <p>Multiplication takes two bytes at a time from a table of 65,536 products for the coefficient
 * ({@link dev.ferry.carry.parity.Products}): 128 KiB each, which stay in a core's cache.
 */
@NullMarked
package dev.ferry.carry.parity;

import org.jspecify.annotations.NullMarked;
