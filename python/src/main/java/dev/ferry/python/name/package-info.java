/**
 * Names of Python distributions.
 *
 * <p>{@code Foo.Bar}, {@code foo_bar} and {@code FOO--bar} are the same distribution: PEP 503 makes
 * them comparable by writing every run of {@code -}, {@code _} and {@code .} as one hyphen and all
 * letters in lower case. {@link dev.ferry.python.name.PackageName} is always in that form, so that
 * equality of names is equality of strings. The names of extras follow the same rule (PEP 685).
 */
@NullMarked
package dev.ferry.python.name;

import org.jspecify.annotations.NullMarked;
