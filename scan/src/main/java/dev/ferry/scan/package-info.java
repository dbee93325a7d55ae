/**
 * What is inside the packages: today whether their libraries load on the target.
 *
 * <p>A wheel's file name promises a libc and a machine, and the promise is often wrong. {@code elf}
 * reads the dynamic section and the symbol versions of a library, of a whole file or of a few
 * ranges; {@code fit} compares them with the target, for one wheel while resolving (cheaply: the
 * smallest libraries, by range) and for the whole set before it is packed, where libraries of one
 * wheel may satisfy another.
 */
@NullMarked
package dev.ferry.scan;

import org.jspecify.annotations.NullMarked;
