/**
 * Wheels as bytes: a zip archive that nobody has vouched for, read so that no two readers can see
 * two different wheels.
 *
 * <p>A zip archive says everything twice: in a local header before each member and in the central
 * directory at the end. Readers differ in which of the two they believe, in how they search for the
 * end record, and in what they do with bytes that belong to nothing; with such differences a file
 * can show a scanner one wheel and an installer another. {@link
 * dev.ferry.python.wheel.WheelArchive} believes the central directory alone, and its {@code open}
 * refuses an archive unless the local headers agree with it and the members lie one after another
 * without gap or overlap.
 *
 * <p>Two ways in. {@code WheelArchive.directoryOnly} reads the tail of a wheel that lies elsewhere:
 * a few ranged requests give the directory and {@code METADATA} of an 800 MB wheel. {@code
 * WheelArchive.open} checks a whole wheel that is here. Both take {@link
 * dev.ferry.python.wheel.RangedBytes}, a file or anything that serves ranges.
 *
 * <p>Everything is bounded by {@link dev.ferry.python.wheel.WheelLimits}, and each refusal names
 * the file, the member and the field, what it is and what it should be. Sources: APPNOTE.TXT 6.3.10
 * (zip), the "binary distribution format" and "recording installed projects" specifications of the
 * Python packaging guide (formerly PEP 427, PEP 376 and PEP 627).
 */
@NullMarked
package dev.ferry.python.wheel;

import org.jspecify.annotations.NullMarked;
