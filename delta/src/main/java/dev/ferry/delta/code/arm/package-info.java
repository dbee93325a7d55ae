/**
 * References in aarch64 code (Arm Architecture Reference Manual, chapter C4).
 *
 * <p>Every instruction has four bytes, and the manual's fixed bits tell branches, literal loads and
 * ADR at sight. Other addresses come in two: ADRP puts the page of 4 KiB into a register, and an
 * ADD, load or store that uses this register adds the lower twelve bits. {@link
 * dev.ferry.delta.code.arm.ArmReferences} finds both halves by following registers: {@link
 * dev.ferry.delta.code.arm.PageRegisters} remembers which register holds the page of which ADRP
 * until something else is written to it.
 *
 * <p>That is a guess along a straight line, without knowledge of jumps. A wrong guess costs a few
 * bytes of a delta. The rules belong to the format of deltas and change only with its version.
 */
@NullMarked
package dev.ferry.delta.code.arm;

import org.jspecify.annotations.NullMarked;
