/**
 * Compatibility tags: which wheels an interpreter on a machine accepts, and which it prefers.
 *
 * <p>A tag is {@code python-abi-platform} (PEP 425), for example {@code
 * cp311-cp311-manylinux_2_17_x86_64}: built for CPython 3.11, for its binary interface, for a Linux
 * with glibc 2.17 or newer (PEP 600) on x86-64. {@code py3-none-any} runs anywhere. A wheel's name
 * carries a set of tags; the wheel is accepted if one of them is among the target's, and of several
 * wheels the one with the earliest tag in the target's list is best.
 *
 * <p>{@link dev.ferry.python.tag.TargetTags} makes that list for any target by the rules of the
 * {@code packaging} library, which ask the running interpreter and are applied here to a described
 * one: manylinux for glibc (PEP 600, with the older names manylinux1, 2010 and 2014), musllinux for
 * musl (PEP 656), {@code abi3}, free-threaded builds, PyPy.
 *
 * <p>Tags are claims. Whether a wheel's libraries load on the target is another question, which
 * only the libraries answer.
 */
@NullMarked
package dev.ferry.python.tag;

import org.jspecify.annotations.NullMarked;
