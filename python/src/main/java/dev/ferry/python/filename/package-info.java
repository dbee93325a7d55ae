/**
 * The names of distribution files, from which an index client learns version and tags without
 * opening anything.
 *
 * <p>A wheel is {@code name-version[-build]-python-abi-platform.whl} (binary distribution format,
 * PEP 427); each of the last three may be several values joined by dots, and the wheel then carries
 * every combination. A source distribution is {@code name-version.tar.gz} (PEP 625), in older days
 * also {@code .zip} and others, with hyphens in the name, so that only who knows the name can tell
 * where the version begins.
 */
@NullMarked
package dev.ferry.python.filename;

import org.jspecify.annotations.NullMarked;
