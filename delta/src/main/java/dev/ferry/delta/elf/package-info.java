/**
 * The outline of a Linux library: ELF64, little-endian, for x86-64 or aarch64.
 *
 * <p>Which bytes are instructions, which are tables and which address a byte has when it is loaded
 * stands in the section and program headers (System V ABI, chapters 4 and 5). {@link
 * dev.ferry.delta.elf.Elf} reads these and nothing else.
 *
 * <p>Headers come from outside, and both sides of a delta must see the same outline. So there is
 * one rule for every fault: what does not fit is as if it was not there. A file with an impossible
 * header has no outline at all; a section that lies outside the file, or on top of one listed
 * before it, is left out. Such bytes are then compared as plain bytes, which costs size and never
 * an error. The rules belong to the format of deltas and change only with its version.
 */
@NullMarked
package dev.ferry.delta.elf;

import org.jspecify.annotations.NullMarked;
