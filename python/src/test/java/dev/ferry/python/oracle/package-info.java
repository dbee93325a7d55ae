/**
 * Compares the parsers of this module with the {@code packaging} library on generated cases.
 *
 * <p>Each test makes some thousands of cases from a fixed seed, asks a Python with the library
 * ({@code scripts/test-python.sh}) for all of them at once, and finds no difference but the
 * declared ones.
 */
@NullMarked
package dev.ferry.python.oracle;

import org.jspecify.annotations.NullMarked;
