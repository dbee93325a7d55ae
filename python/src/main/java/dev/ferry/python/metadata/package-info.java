/**
 * Core metadata: the {@code METADATA} file of a wheel (core metadata specification, PEP 566, PEP
 * 643, PEP 685).
 *
 * <p>It is a list of {@code Name: value} lines in the manner of e-mail headers, long values folded
 * over indented lines, and after the first empty line a description that nobody here needs. A
 * resolver needs name, version, {@code Requires-Python}, {@code Requires-Dist} and {@code
 * Provides-Extra}; an SBOM needs licence and summary.
 *
 * <p>What is wrong in it is the package's fault, not the user's: the error names field, line and
 * place, and the release is passed over, as pip does.
 */
@NullMarked
package dev.ferry.python.metadata;

import org.jspecify.annotations.NullMarked;
