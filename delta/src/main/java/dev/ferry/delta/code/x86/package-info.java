/**
 * References in x86-64 code.
 *
 * <p>Code is read from the start of each executable section, instruction by instruction, with
 * tables that know lengths and nothing else: which opcodes have a ModRM byte, and how many bytes
 * follow. Compilers for Linux put no data between functions, so this rarely goes astray, and where
 * it does it is back on the path a few instructions later. Distances of calls, jumps and operands
 * are references where they lead into the library.
 *
 * <p>Tables of switches lie in read-only data: distances of four bytes from the start of their own
 * table to the code of each case. A table starts at an address that some instruction loads, and
 * goes on for as long as its numbers lead into code.
 */
@NullMarked
package dev.ferry.delta.code.x86;

import org.jspecify.annotations.NullMarked;
