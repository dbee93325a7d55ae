/**
 * Reads of an ELF file what the dynamic loader reads: what it is made for, which libraries it
 * needs, where it looks for them, and which symbol versions it wants of them.
 *
 * <p>Only the program headers and the dynamic segment count. Section headers are for linkers and
 * debuggers; tools such as {@code strip} remove them and {@code patchelf} leaves them stale. Tables
 * are found through the virtual addresses of the dynamic segment, mapped back to the file by the
 * {@code PT_LOAD} headers, exactly as the loader maps them.
 *
 * <p>The file is hostile: every offset is checked against the file, every count has a bound, chains
 * are followed a bounded number of steps. A file that begins like ELF and cannot be read is a fact
 * too ({@link dev.ferry.python.wheel.NativeFacts#fault}); it matters only where something loads it.
 *
 * <p>Sources: System V ABI (gABI) chapters 4 and 5; "Linux Standard Base Core", symbol versioning;
 * the GNU hash table as glibc's {@code dl-lookup.c} walks it.
 */
@NullMarked
package dev.ferry.scan.elf;

import org.jspecify.annotations.NullMarked;
